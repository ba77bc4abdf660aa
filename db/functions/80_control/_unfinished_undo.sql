-- room: control    audience: private    calls: write_log
create function lockstep_private.unfinished_undo(entities text[], options jsonb)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_undo bigint;
begin
    update lockstep_state.run as r
    set status = case when r.status = 'pending' then 'pending' else 'running' end,
        heartbeat_at = clock_timestamp(),
        finished_at = null,
        error_code = null,
        error = null
    where r.kind = 'undo'
        and not r.is_dry
        and r.status in ('pending', 'running', 'paused', 'failed')
        and r.entities = unfinished_undo.entities
        and r.options = unfinished_undo.options
    returning r.id into v_undo;

    if v_undo is not null then
        perform lockstep_private.write_log(v_undo, null, 'info', 'undo resumed');
    end if;
    return v_undo;
end;
$body$;

comment on function lockstep_private.unfinished_undo is
    'Takes up the undo of the same rows that did not end. Returns its number, or null.';
