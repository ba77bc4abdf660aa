-- room: report    audience: private    calls: nothing
create function lockstep_private.analysis_last_sync(
    analysis        bigint,
    entity          text,
    out run         bigint,
    out finished_at timestamptz
)
    returns record
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select e.run, e.finished_at
    from lockstep_state.run_entity as e
    join lockstep_state.run as r on r.id = e.run and r.kind = 'sync' and not r.is_dry
    where e.entity = analysis_last_sync.entity
        and e.run < analysis_last_sync.analysis
        and e.finished_at is not null
    order by e.run desc
    limit 1;
$body$;

comment on function lockstep_private.analysis_last_sync is
    'The last sync of an entity before an analysis.';
