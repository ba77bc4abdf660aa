-- room: validate    audience: private    calls: assertion_rows
create function lockstep_private.try_assertion(assertion lockstep_state.assertion)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    perform lockstep_private.assertion_rows(assertion, 0);
exception
    -- boundary: whatever is wrong with the text of a user gets the assertion's name.
    when others then
        raise exception using
            errcode = 'LSV02',
            message = format(
                'assertion %L of entity %L cannot be run: %s',
                assertion.name, assertion.entity, sqlerrm
            ),
            detail  = format('SQLSTATE %s', sqlstate),
            hint    = 'Give one query that only reads and returns the rows that should not be.';
end;
$body$;

comment on function lockstep_private.try_assertion is
    'Plans the query of an assertion without fetching a row. Raises LSV02 with the database''s '
    'words.';
