-- room: compare    audience: private    calls: expected_sql is_row_error
create function lockstep_private.fill_expected(
    shape      lockstep_private.shape,
    source_sql text,
    pairing    text
)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
    set jit = off
as $body$
begin
    execute lockstep_private.expected_sql(shape, source_sql, pairing)
    using null::bigint, null::bigint, (
        select s.value from lockstep_state.setting as s where s.name = 'salt'
    );
    return null;
exception
    -- boundary: which row the mapping cannot transform is found out by the caller.
    when others then
        if not lockstep_private.is_row_error(sqlstate) then
            raise;
        end if;
        return sqlstate;
end;
$body$;

comment on function lockstep_private.fill_expected is
    'Adds to lockstep_expected what the mapping makes of these source rows, all or none. Returns '
    'the SQLSTATE if it cannot transform one of them, else null.';
