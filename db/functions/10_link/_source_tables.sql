-- room: link    audience: private    calls: source_families source_verdicts
create function lockstep_private.source_tables(
    link       text,
    relations  lockstep_private.far_relation[],
    attributes lockstep_private.far_attribute[]
)
    returns setof lockstep_state.linked_table
    language sql
    stable
    set search_path = pg_catalog, pg_temp
    set enable_nestloop = off
as $body$
    with
    family as materialized (select f.* from lockstep_private.source_families(link) as f),
    verdict as materialized (
        select v.* from lockstep_private.source_verdicts(relations, attributes) as v
    ),
    -- The topmost table that can be read returns the rows of all below it.
    cover as (
        select distinct on (f.descendant) f.descendant, f.ancestor, v.full_name
        from family as f
        join verdict as v on v.relation = f.ancestor
        where v.is_readable
        order by f.descendant, f.depth desc, v.full_name
    ),
    extra as (
        select distinct c.descendant
        from cover as c
        join unnest(attributes) as a on a.relation = c.descendant
        left join unnest(attributes) as p on p.relation = c.ancestor and p.name = a.name
        where p.name is null
    ),
    size as (
        select f.ancestor, sum(r.estimated_rows)::bigint as rows, sum(r.bytes) as bytes
        from family as f
        join unnest(relations) as r on r.relation = f.descendant
        group by f.ancestor
    )
    select
        link,
        r.remote_schema,
        r.remote_table,
        r.remote_table,
        r.kind,
        c.full_name,
        null::text[],
        '[]'::jsonb,
        r.estimated_rows + coalesce(s.rows, 0),
        v.is_readable and (c.descendant is null or x.descendant is not null),
        case
            when c.descendant is null then v.reason
            when v.is_readable and x.descendant is not null then
                format('its rows also come through %s; linked for its own columns', c.full_name)
            else format('its rows come through %s', c.full_name)
        end,
        case
            when r.estimated_rows + coalesce(s.rows, 0) > 0 then least(
                (r.bytes + coalesce(s.bytes, 0)) / (r.estimated_rows + coalesce(s.rows, 0)),
                2147483647
            )::integer
        end
    from unnest(relations) as r
    join verdict as v on v.relation = r.relation
    left join cover as c on c.descendant = r.relation
    left join extra as x on x.descendant = r.relation
    left join size as s on s.ancestor = r.relation
    where r.is_asked;
$body$;

comment on function lockstep_private.source_tables is
    'The tables of the linked schemas: which are linked, and why the others are not. Keys and '
    'indexes are added by keyed_tables(), local names by named_tables().';
