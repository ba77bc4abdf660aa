-- room: entity    audience: private    calls: ledger_keys
create function lockstep_private.projection_columns(entity lockstep_state.entity)
    returns table (name text, expression text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select c.name, '(' || c.expression || ')'
    from jsonb_each_text(entity.columns) as c (name, expression)
    union all
    select
        r.name,
        format(
            case when count(*) = 1 then '%s' else 'coalesce(%s)' end,
            string_agg(
                format(
                    'r%s.%I', r.ordinal,
                    (lockstep_private.ledger_keys('target', k.number))[k.place]
                ),
                ', ' order by r.ordinal
            )
        )
    from lockstep_state.entity_ref as r
    join lockstep_state.entity as e on e.name = r.refers_to
    cross join lateral (
        select
            cardinality(e.target_key) as number,
            coalesce(array_position(e.target_key, r.ref_column), 1) as place
    ) as k
    where r.entity = (projection_columns.entity).name
    group by r.name
    union all
    select t.name, format('s.%I', (projection_columns.entity).source_key[t.ordinal])
    from unnest(entity.target_key) with ordinality as t (name, ordinal)
    where entity.key_strategy = 'keep' and not (entity.columns || entity.refs) ?& entity.target_key;
$body$;

comment on function lockstep_private.projection_columns is
    'Target columns that the projection fills and the SQL that fills them: expressions over s, '
    'references over the joined ledgers, and source keys that are kept.';
