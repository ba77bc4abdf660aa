-- room: report    audience: private    calls: incomplete_entities
create function lockstep_private.run_findings()
    returns table ("check" text, level text, entity text, detail text, remedy text, key text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        'entity_incomplete', 'error', i.entity,
        format('refers to entity %s, which is not defined', i.refers_to),
        'lockstep entity load DIR', format('entity_incomplete:%s:%s', i.entity, i.refers_to)
    from lockstep.incomplete_entities() as i
    union all
    select
        'run_failed', 'warning', null,
        format('run %s failed: %s', r.id, coalesce(r.error, 'no reason was noted')),
        format('lockstep %s takes it up again; lockstep cancel %s ends it', r.kind, r.id),
        format('run_failed:%s', r.id)
    from lockstep_state.run as r
    where r.status = 'failed' and r.kind = 'sync'
    union all
    select
        'run_stale', 'warning', null,
        format('run %s is %s but gave no sign of life since %s', r.id, r.status,
            date_trunc('second', coalesce(r.heartbeat_at, r.created_at))),
        format('lockstep %s takes it up again; lockstep cancel %s ends it', r.kind, r.id),
        format('run_stale:%s', r.id)
    from lockstep_state.run as r
    where r.status in ('pending', 'running')
        and coalesce(r.heartbeat_at, r.created_at) < clock_timestamp() - interval '10 min'
    union all
    select
        'set_aside', 'warning', s.entity,
        format('%s indexes and foreign keys of %s are set aside by run %s, which is %s',
            count(*), s.target, s.run, coalesce(r.status, 'gone')),
        case
            when r.status in ('pending', 'running', 'paused', 'failed') then format(
                'lockstep sync --resume %1$s builds them, and so does lockstep cancel %1$s', s.run
            )
            else format('select lockstep.restore_set_aside(%L)', s.entity)
        end,
        format('set_aside:%s', s.entity)
    from lockstep_state.set_aside as s
    left join lockstep_state.run as r on r.id = s.run
    group by s.entity, s.target, s.run, r.status
    union all
    select
        'rejects', 'warning', r.entity,
        format('%s source rows could not be written', count(*)),
        format('lockstep rejects %s', r.entity), format('rejects:%s', r.entity)
    from lockstep_state.reject as r
    where r.closed_at is null
    group by r.entity;
$body$;

comment on function lockstep_private.run_findings is
    'Mappings that cannot run, runs that failed or died, what they have set aside, rows '
    'that are open rejects.';
