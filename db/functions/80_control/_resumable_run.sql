-- room: control    audience: private    calls: redefined_entities write_log
create function lockstep_private.resumable_run(entities text[], options jsonb)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_run lockstep_state.run;
begin
    select r.*
    into r_run
    from lockstep_state.run as r
    where r.kind = 'sync'
        and not r.is_dry
        and r.status in ('pending', 'running', 'paused', 'failed')
        and r.entities = resumable_run.entities
        and coalesce(r.options -> 'watermark', 'false')
            = coalesce(resumable_run.options -> 'watermark', 'false')
    order by r.id desc
    limit 1
    for update;
    if r_run.id is null or lockstep_private.redefined_entities(r_run.id) <> '{}' then
        return null;
    end if;

    update lockstep_state.run as r
    set status = case when r.status = 'pending' then 'pending' else 'running' end,
        options = r.options || resumable_run.options,
        heartbeat_at = clock_timestamp(),
        finished_at = null,
        error_code = null,
        error = null
    where r.id = r_run.id;
    perform lockstep_private.write_log(r_run.id, null, 'info', 'sync resumed');

    return r_run.id;
end;
$body$;

comment on function lockstep_private.resumable_run is
    'Takes up the sync of just these entities that did not end, unless one of them was defined '
    'anew since, or one of the two goes by watermarks and the other does not. Returns its number, '
    'or null.';
