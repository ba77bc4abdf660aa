-- room: control    audience: private    calls: entity_link source_look next_watermark watermark_since
--
-- One look for all entities of a link. That it comes early does no harm: the next sync reads from
-- the earlier on.
create function lockstep_private.look_at_sources(
    run     lockstep_state.run,
    segment lockstep_state.segment
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    with followed as materialized (
        select
            e.name,
            lockstep_private.entity_link(format('lockstep_mapping.%I', e.name || '_source')) as link
        from lockstep_state.run_entity as r
        join lockstep_state.entity as e on e.name = r.entity
        where r.run = segment.run and e.watermark is not null
    ),
    seen as materialized (
        select
            f.link,
            coalesce(s.look, jsonb_build_object('obstacle', s.obstacle))
                || jsonb_build_object('noted_at', clock_timestamp()) as look
        from (select distinct o.link from followed as o where o.link is not null) as f
        cross join lateral lockstep_private.source_look(f.link) as s
    )
    update lockstep_state.run_entity as e
    set look = n.look, since = w.since, obstacle = w.obstacle
    from followed as f
    left join seen as s on s.link = f.link
    cross join lateral (
        select lockstep_private.next_watermark(f.name, s.look) as look offset 0
    ) as n
    left join lateral lockstep_private.watermark_since(f.name, n.look) as w
        on (look_at_sources.run).options ->> 'watermark' = 'true'
    where e.run = segment.run and e.entity = f.name;

    segment.is_done := true;
    return segment;
end;
$body$;

comment on function lockstep_private.look_at_sources is
    'Notes for the entities of a sync what becomes of their watermarks if it completes and, if it '
    'goes by watermarks, from where on each is to be read, or why it is not.';
