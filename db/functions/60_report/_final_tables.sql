-- room: report    audience: private    calls: entity_shape used_columns relations_under
create function lockstep_private.final_tables()
    returns table (
        source_table   text,
        estimated_rows bigint,
        rows_go_to     text[],
        read_by        text[],
        unread_columns text[]
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with linked as (
        select
            t.*,
            to_regclass(format('%I.%I', l.local_schema, t.local_table)) as relation
        from lockstep_state.linked_table as t
        join lockstep_state.link as l on l.name = t.link
        where t.parent is null and t.kind in ('table', 'partitioned table', 'foreign table')
    ),
    reading as (
        select e.name as entity, r.relation, r.relation = to_regclass(e.base_table) as is_base
        from lockstep_state.entity as e
        cross join lateral lockstep_private.relations_under(
            format('lockstep_mapping.%I', e.name || '_source')
        ) as r (relation)
    ),
    used as materialized (
        select distinct u.remote_schema, u.remote_table, u.name
        from lockstep_state.entity as e
        cross join lateral lockstep_private.used_columns(
            lockstep_private.entity_shape(e.name)
        ) as u
    )
    select
        format('%I.%I', t.remote_schema, t.remote_table),
        t.estimated_rows,
        array(
            select r.entity from reading as r
            where r.relation = t.relation and r.is_base
            order by r.entity
        ),
        array(
            select r.entity from reading as r
            where r.relation = t.relation and r.is_base is not true
            order by r.entity
        ),
        array(
            select c.name
            from lockstep_state.linked_column as c
            where (c.link, c.remote_schema, c.remote_table)
                    = (t.link, t.remote_schema, t.remote_table)
                and (c.remote_schema, c.remote_table, c.name) not in (
                    select u.remote_schema, u.remote_table, u.name from used as u
                )
            order by c.ordinal
        )
    from linked as t
    order by t.link, t.remote_schema, t.remote_table;
$body$;

comment on function lockstep_private.final_tables is
    'What became of each table of the sources: the entities that its rows go to, those that look '
    'things up in it, and its columns that no entity reads.';
