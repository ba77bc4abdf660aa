-- room: validate    audience: public    calls: put_assertion
--
-- Without a search_path of its own: names in the query mean what they mean to the caller.
create function lockstep.define_assertion(
    entity      text,
    name        text,
    query       text,
    description text default ''
)
    returns text
    language plpgsql
    volatile
as $body$
declare
    r_assertion lockstep_state.assertion;
begin
    r_assertion.entity      := define_assertion.entity;
    r_assertion.name        := define_assertion.name;
    r_assertion.query       := pg_catalog.btrim(define_assertion.query, E' \t\n\r;');
    r_assertion.description := coalesce(define_assertion.description, '');
    r_assertion.search_path := pg_catalog.current_setting('search_path');

    return lockstep_private.put_assertion(r_assertion);
end;
$body$;

comment on function lockstep.define_assertion is
    'A query that must return no row, run by every validation of the entity; each row that it '
    'returns is a failure. The same call again changes nothing. query: one that only reads; names '
    'mean what they mean under the caller''s search_path. Returns created, changed or unchanged. '
    'Raises LSE01, LSV02 and LSV03.';
