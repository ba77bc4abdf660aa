-- room: control    audience: private    calls: run_lock stepping_locks refuse_held redefined_entities write_log count_run refuse_set_aside
--
-- Whoever died or failed no longer holds its entities: everything it had done is in the ledgers. A
-- cancelled run begins no step any more, but its last one may still be at work.
create function lockstep_private.supersede_runs(entities text[])
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    c_open constant text[] := array['pending', 'running', 'paused', 'failed'];
    r_run  lockstep_state.run;
    v_got  boolean;
begin
    for r_run in
        select r.*
        from lockstep_state.run as r
        where r.kind in ('sync', 'undo', 'adopt')
            and not r.is_dry
            and r.entities && supersede_runs.entities
            and (
                r.status = any (c_open)
                or (
                    r.status = 'cancelled'
                    and lockstep_private.run_lock(r.id) = any (lockstep_private.stepping_locks())
                )
            )
        order by r.id
    loop
        v_got := r_run.status = any (c_open)
            and pg_try_advisory_xact_lock(lockstep_private.run_lock(r_run.id));
        if not v_got then
            perform lockstep_private.refuse_held(r_run, entities, true);
        end if;

        select r.* into r_run from lockstep_state.run as r where r.id = r_run.id for update;
        continue when r_run.status <> all (c_open);
        if r_run.status <> 'failed'
            and coalesce(r_run.heartbeat_at, r_run.created_at) > clock_timestamp() - interval '60 s'
            and lockstep_private.redefined_entities(r_run.id) = '{}'
        then
            perform lockstep_private.refuse_held(r_run, entities, false);
        end if;

        update lockstep_state.run as r
        set status = 'cancelled', finished_at = clock_timestamp()
        where r.id = r_run.id;
        perform lockstep_private.write_log(r_run.id, null, 'warning', 'superseded by a new run');
        perform lockstep_private.count_run(r_run.id);
    end loop;
    perform lockstep_private.refuse_set_aside(entities);
end;
$body$;

comment on function lockstep_private.supersede_runs is
    'Ends syncs, undos and adoptions of these entities that failed or gave no sign of life for 60 '
    's. Raises LSJ04 while one is alive, and LSE19 if one has set aside indexes or foreign keys.';
