-- room: adopt    audience: private    calls: redefined_entities write_log
create function lockstep_private.unfinished_adoption(entities text[], options jsonb)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    c_free constant text[] := array['allow_deletes', 'max_delete_ratio', 'batch_rows'];
    v_run  bigint;
begin
    select r.id
    into v_run
    from lockstep_state.run as r
    where r.kind = 'adopt'
        and r.status in ('pending', 'running', 'paused', 'failed')
        and r.entities = unfinished_adoption.entities
        and r.options - c_free = unfinished_adoption.options - c_free
    order by r.id desc
    limit 1
    for update;
    if v_run is null or lockstep_private.redefined_entities(v_run) <> '{}' then
        return null;
    end if;

    update lockstep_state.run as r
    set status = case when r.status = 'pending' then 'pending' else 'running' end,
        options = unfinished_adoption.options,
        heartbeat_at = clock_timestamp(),
        finished_at = null,
        error_code = null,
        error = null
    where r.id = v_run;
    perform lockstep_private.write_log(v_run, null, 'info', 'adoption resumed');
    return v_run;
end;
$body$;

comment on function lockstep_private.unfinished_adoption is
    'Takes up the adoption of just these entities, by the same ways, that did not end. Returns its '
    'number, or null.';
