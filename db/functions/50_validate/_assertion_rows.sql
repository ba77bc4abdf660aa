-- room: validate    audience: private    calls: nothing
--
-- A cursor takes one query and no more. The subtransaction only reads, so what the query calls can
-- write nothing either; with its end the transaction may write again.
create function lockstep_private.assertion_rows(assertion lockstep_state.assertion, most integer)
    returns bigint
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_cursor refcursor;
    v_rows   bigint := 0;
begin
    begin
        perform set_config('transaction_read_only', 'on', true);
        perform set_config('search_path', assertion.search_path, true);
        open v_cursor for execute assertion.query;
        if most > 0 then
            move forward most in v_cursor;
            get diagnostics v_rows = row_count;
        end if;
        close v_cursor;
    exception
        when others then
            raise;
    end;

    return v_rows;
end;
$body$;

comment on function lockstep_private.assertion_rows is
    'How many rows the query of an assertion returns, of up to so many; 0 only plans it.';
