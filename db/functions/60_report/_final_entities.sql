-- room: report    audience: private    calls: last_passes
create function lockstep_private.final_entities()
    returns table (
        entity         text,
        domain         text,
        target         text,
        sync_run       bigint,
        sync_at        timestamptz,
        whole_run      bigint,
        is_current     boolean,
        source_rows    bigint,
        synced         bigint,
        rejected       bigint,
        excluded       bigint,
        unaccounted    bigint,
        extra          bigint,
        comparison_run bigint,
        comparison_at  timestamptz,
        is_deep        boolean,
        differing      bigint,
        validation_run bigint,
        validation_at  timestamptz,
        is_sampled     boolean,
        errors         bigint,
        open_rejects   bigint,
        set_aside      bigint
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with pass as materialized (
        select p.* from lockstep_private.last_passes() as p
    )
    select
        e.name,
        d.name,
        format('%I.%I', e.target_schema, e.target_table),
        s.run,
        s.finished_at,
        w.run,
        b.defined_at = e.defined_at,
        b.source_rows,
        b.synced,
        b.rejected,
        b.excluded,
        b.source_rows - b.synced - b.rejected - b.excluded,
        b.extra,
        c.run,
        c.finished_at,
        c.is_deep,
        (
            select sum(g.insert + g.update + g.conflict + g.drift + g.missing + g.delete)
            from lockstep_state.segment as g
            where g.run = c.run and g.entity = e.name
        )::bigint,
        v.run,
        v.finished_at,
        v.is_sampled,
        (
            select count(*)
            from lockstep_state.finding as f
            where f.run = v.run
                and f.level = 'error'
                and (f.entity = e.name or f.entity is null)
                and f.key not in (select m.key from lockstep_state.muted_finding as m)
        ),
        (
            select count(*)
            from lockstep_state.reject as r
            where r.entity = e.name and r.closed_at is null
        ),
        (select count(*) from lockstep_state.set_aside as a where a.entity = e.name)
    from lockstep_state.entity as e
    left join lockstep_state.entity_group as d on d.kind = 'domain' and e.name = any (d.entities)
    left join pass as s on s.entity = e.name and s.pass = 'sync'
    left join pass as w on w.entity = e.name and w.pass = 'whole'
    left join lockstep_state.run_entity as b on b.run = w.run and b.entity = e.name
    left join pass as c on c.entity = e.name and c.pass = 'comparison'
    left join pass as v on v.entity = e.name and v.pass = 'validation'
    order by e.name;
$body$;

comment on function lockstep_private.final_entities is
    'How far each entity is: its last sync, the books of the last one that looked at all rows '
    '(is_current: of the mapping as it is), its last comparison and validation, and what is open.';
