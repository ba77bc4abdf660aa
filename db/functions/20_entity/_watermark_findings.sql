-- room: entity    audience: private    calls: watermark_obstacle
create function lockstep_private.watermark_findings(entity lockstep_state.entity)
    returns table ("check" text, level text, entity_name text, detail text, remedy text, key text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        'watermark',
        'info',
        (entity).name,
        format('a sync by watermark looks at all rows: %s', o.obstacle),
        'nothing is missed, it only takes longer; for less, map tables one by one',
        format('watermark:%s', (entity).name)
    from (select lockstep_private.watermark_obstacle(entity) as obstacle) as o
    where o.obstacle is not null;
$body$;

comment on function lockstep_private.watermark_findings is
    'Whether the watermark of an entity can be gone by, and if not, why.';
