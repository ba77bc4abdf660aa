-- room: link    audience: private    calls: native_type source_families
--
-- NOT NULL counts only where rows are stored and every descendant promises it too: a child may
-- have dropped what it inherited. Types with a || of their own do not become text by || ''.
create function lockstep_private.source_columns(
    link       text,
    relations  lockstep_private.far_relation[],
    attributes lockstep_private.far_attribute[]
)
    returns setof lockstep_state.linked_column
    language sql
    stable
    set search_path = pg_catalog, pg_temp
    set enable_nestloop = off
as $body$
    with
    attribute as materialized (select a.* from unnest(attributes) as a),
    nullable as (
        select distinct f.ancestor, a.name
        from lockstep_private.source_families(link) as f
        join attribute as a on a.relation = f.descendant
        where not a.is_not_null
    )
    select
        link,
        r.remote_schema,
        r.remote_table,
        a.name,
        row_number() over (partition by a.relation order by a.number)::integer,
        coalesce(format_type(to_regtype(a.type), a.typmod), a.type, '?'),
        coalesce(n.type, 'text'),
        n.type is null,
        a.is_array,
        a.is_not_null and r.kind in ('table', 'partitioned table') and u.name is null,
        not coalesce(a.is_nondeterministic, false) and (n.type is not null or not coalesce(
            a.is_array or coalesce(a.base, substring(a.type from '[^.]+$')) = any (
                '{char,bit,varbit,tsvector,tsquery,hstore,ltree}'::text[]
            ),
            false
        ))
    from unnest(relations) as r
    join attribute as a on a.relation = r.relation
    left join nullable as u on u.ancestor = a.relation and u.name = a.name
    cross join lateral (
        select lockstep_private.native_type(a.base, a.is_array, a.typmod) as type
    ) as n
    where r.is_asked and (r.is_granted or a.is_granted) and octet_length(a.name) <= 63;
$body$;

comment on function lockstep_private.source_columns is
    'The columns that can be linked, with the type that they have here.';
