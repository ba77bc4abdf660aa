-- room: apply    audience: private    calls: is_direct insert_sql fresh_rows_sql try_rows
--
-- Settings as in write_batch.
create function lockstep_private.load_directly(
    shape lockstep_private.shape,
    scope lockstep_private.scope,
    run   bigint,
    out written bigint,
    out refused bigint
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
    set client_min_messages = warning
    set jit = off
as $body$
declare
    r_done record;
begin
    if not lockstep_private.is_direct(shape) then
        return;
    end if;

    create temp sequence if not exists lockstep_at;
    r_done := lockstep_private.try_rows(
        array[lockstep_private.insert_sql(
            shape, true,
            format(
                '(%s)', lockstep_private.fresh_rows_sql(shape, scope.source_sql, '$1::bigint')
            )
        )],
        run, 1, 1, false
    );
    if r_done.failure is null then
        written := r_done.written;
        refused := r_done.refused;
    end if;
end;
$body$;

comment on function lockstep_private.load_directly is
    'Writes rows that the ledger does not know straight from the source, in one statement. Returns '
    'rows written and refused; null where that cannot be done or a row failed: nothing is written '
    'then.';
