-- room: control    audience: private    calls: write_log
--
-- A cancelled one is taken up as well, as long as nobody wrote since: what it has set back already
-- would look to another undo like changes of others.
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
        and (
            r.status in ('pending', 'running', 'paused', 'failed')
            or (
                r.status = 'cancelled'
                and not exists (
                    select
                    from lockstep_state.run as w
                    where w.id > r.id and w.kind in ('sync', 'undo') and not w.is_dry
                        and w.entities && r.entities
                )
            )
        )
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
