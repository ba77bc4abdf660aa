-- room: apply    audience: private    calls: is_direct checks_at_once silence_triggers try_rows insert_sql fresh_rows_sql
--
-- Settings as in write_batch. For a single piece it is not worth while to silence triggers: the
-- server forgets all its plans.
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
    v_at_once boolean;
    r_done    record;
begin
    if not lockstep_private.is_direct(shape, run) then
        return;
    end if;

    create temp sequence if not exists lockstep_at;
    v_at_once := scope.source_sql <> 'true'
        and lockstep_private.checks_at_once(shape.target)
        and lockstep_private.silence_triggers(true);
    r_done := lockstep_private.try_rows(
        array[lockstep_private.insert_sql(
            shape, true,
            format(
                '(%s)', lockstep_private.fresh_rows_sql(shape, scope.source_sql, '$1::bigint')
            ),
            v_at_once
        )],
        run, 1, 1, false
    );
    if v_at_once then
        perform lockstep_private.silence_triggers(false);
    end if;
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
