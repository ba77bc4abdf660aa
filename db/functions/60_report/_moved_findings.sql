-- room: report    audience: private    calls: run_entities
create function lockstep_private.moved_findings(run bigint)
    returns table ("check" text, level text, entity text, detail text, remedy text, key text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        'watermark', 'info', m.entity,
        format(
            'only rows%s moved since %s were looked at, not what was deleted or changed here',
            ' of ' || nullif(m.entities, 1) || ' entities',
            to_char(timezone('UTC', m.since), 'YYYY-MM-DD HH24:MI "UTC"')
        ),
        concat_ws(' ', 'to look at all rows: lockstep sync', m.entity), 'watermark:moved'
    from (
        select
            count(*) as entities,
            case when count(*) = 1 then min(e.entity) end as entity,
            min(e.since) as since
        from lockstep.run_entities as e
        where e.run = moved_findings.run and e.since is not null
    ) as m
    where m.entities > 0
    union all
    select
        'watermark', 'info', m.entity,
        format(
            'all rows%s were looked at: %s',
            case when m.entity is null then ' of ' || m.entities_list end, m.obstacle
        ),
        null, 'watermark:whole'
    from (
        select
            case when count(*) = 1 then min(e.entity) end as entity,
            string_agg(e.entity, ', ' order by e.entity) as entities_list,
            e.obstacle
        from lockstep.run_entities as e
        where e.run = moved_findings.run and e.obstacle is not null
        group by e.obstacle
        order by e.obstacle
    ) as m;
$body$;

comment on function lockstep_private.moved_findings is
    'What a sync by watermark did not look at, and why it looked at all rows where it did.';
