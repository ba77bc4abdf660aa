-- room: link    audience: private    calls: planned_changes source_picture
create function lockstep_private.link_table_findings(link text)
    returns table ("check" text, level text, entity text, detail text, remedy text, key text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
    set enable_nestloop = off
as $body$
    with
    picture as materialized (select lockstep_private.source_picture(link) as p),
    drift as materialized (
        select c.*, format('%I.%I', c.remote_schema, c.remote_table) as full_name
        from picture as p
        cross join lateral lockstep_private.planned_changes(link, p.p) as c
    ),
    source as materialized (
        select t.*, format('%I.%I', t.remote_schema, t.remote_table) as full_name
        from picture as p
        cross join lateral unnest((p.p).tables) as t
    )
    select
        'link_drift',
        case d.change when 'created' then 'info' else 'warning' end,
        null::text,
        case d.change
            when 'created' then format('%s is new at the source of link %s', d.full_name, link)
            when 'dropped' then format('%s has gone from the source of link %s', d.full_name, link)
            else format('%s has changed at the source of link %s: %s', d.full_name, link,
                regexp_replace(d.statement_sql, '^alter foreign table .*? (?=add|alter|drop)', ''))
        end,
        'lockstep link import ' || link,
        format('link_drift:%s:%s', link, d.full_name)
    from drift as d
    where d.change in ('created', 'changed', 'dropped')
    union all
    select
        k."check", 'info', null, format('%s of link %s: %s', s.full_name, link, s.reason),
        'nothing, if that is as it should be', format('%s:%s:%s', k."check", link, s.full_name)
    from source as s
    cross join lateral (
        select case when s.is_linked then 'link_table' else 'link_not_linked' end as "check"
    ) as k
    where s.reason is not null and (s.is_linked or s.parent is null)
    union all
    select
        'link_primary_key', 'info', null,
        format('%s of link %s has no primary key', s.full_name, link),
        'name the columns that identify a row as source_key of the entity',
        format('link_primary_key:%s:%s', link, s.full_name)
    from source as s
    where s.is_linked and s.primary_key is null and s.kind in ('table', 'partitioned table');
$body$;

comment on function lockstep_private.link_table_findings is
    'Tables that changed at the source since the import, have no key, or are not linked.';
