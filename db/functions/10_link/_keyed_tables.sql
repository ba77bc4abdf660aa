-- room: link    audience: private    calls: source_families source_indexes
--
-- A parent's keys do not reach what inherits from it: of all rows together they promise nothing.
create function lockstep_private.keyed_tables(
    link       text,
    tables     lockstep_state.linked_table[],
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
    index as (
        select
            i.relation,
            i.is_unique,
            i.is_primary,
            array_agg(a.name order by k.ordinal) as columns
        from lockstep_private.source_indexes(
            link, array(select r.relation from unnest(relations) as r where r.is_asked)
        ) as i
        cross join unnest(i.columns) with ordinality as k (number, ordinal)
        left join unnest(attributes) as a on a.relation = i.relation and a.number = k.number
        group by i.relation, i.is_unique, i.is_primary, i.columns
        having bool_and(a.name is not null)
    ),
    keyed as (
        select
            r.remote_schema,
            r.remote_table,
            max(i.columns) filter (where i.is_primary and not p.is_parent) as primary_key,
            jsonb_agg(
                jsonb_build_object('columns', i.columns, 'unique', i.is_unique and not p.is_parent)
                order by i.is_primary desc, i.is_unique desc, i.columns
            ) as indexes
        from unnest(relations) as r
        join index as i on i.relation = r.relation
        cross join lateral (
            select r.kind = 'table' and r.relation in (
                select f.ancestor from lockstep_private.source_families(link) as f
            ) as is_parent
        ) as p
        group by r.remote_schema, r.remote_table
    )
    select
        t.link,
        t.remote_schema,
        t.remote_table,
        t.local_table,
        t.kind,
        t.parent,
        k.primary_key,
        coalesce(k.indexes, '[]'),
        t.estimated_rows,
        t.is_linked,
        t.reason,
        t.row_bytes
    from unnest(tables) as t
    left join keyed as k using (remote_schema, remote_table);
$body$;

comment on function lockstep_private.keyed_tables is
    'The tables with their primary keys and indexes, as far as those hold for all rows returned.';
