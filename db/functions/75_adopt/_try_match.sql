-- room: adopt    audience: private    calls: matched_sql is_row_error
create function lockstep_private.try_match(
    shape      lockstep_private.shape,
    run        bigint,
    source_sql text
)
    returns boolean
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set jit = off
as $body$
begin
    execute lockstep_private.matched_sql(shape, run, source_sql);
    return true;
exception
    -- boundary: which row the mapping cannot transform is found out by the caller.
    when others then
        if not lockstep_private.is_row_error(sqlstate) then
            raise;
        end if;
        return false;
end;
$body$;

comment on function lockstep_private.try_match is
    'Fills lockstep_matched by these source rows; false, and nothing, if the mapping cannot '
    'transform one of them.';
