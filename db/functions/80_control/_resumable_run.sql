-- room: control    audience: private    calls: write_log
create function lockstep_private.resumable_run(entities text[], options jsonb)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_run bigint;
begin
    update lockstep_state.run as r
    set status = case when r.status = 'pending' then 'pending' else 'running' end,
        options = r.options || resumable_run.options,
        heartbeat_at = clock_timestamp(),
        finished_at = null,
        error_code = null,
        error = null
    where r.id = (
            select max(o.id)
            from lockstep_state.run as o
            where o.kind = 'sync'
                and not o.is_dry
                and o.status in ('pending', 'running', 'paused', 'failed')
                and o.entities = resumable_run.entities
        )
        and not exists (
            select
            from lockstep_state.entity as e
            where e.name = any (r.entities) and e.defined_at > r.created_at
        )
    returning r.id into v_run;

    if v_run is not null then
        perform lockstep_private.write_log(v_run, null, 'info', 'sync resumed');
    end if;
    return v_run;
end;
$body$;

comment on function lockstep_private.resumable_run is
    'Takes up the sync of just these entities that did not end, unless one of them was defined '
    'anew since. Returns its number, or null.';
