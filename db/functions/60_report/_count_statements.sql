-- room: report    audience: private    calls: explained count_source_sql entity_row count_source
create function lockstep_private.count_statements(shape lockstep_private.shape, rows bigint)
    returns jsonb
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(
        (
            select
                lockstep_private.explained(
                    'rows of the table, counted at the end',
                    lockstep_private.count_source_sql(e.base_table, 'true'),
                    'lockstep_private.count_source', 1, count_statements.rows, 1
                ) || lockstep_private.explained(
                    'rows of the entity, counted at the end',
                    lockstep_private.count_source_sql((count_statements.shape).source, 'true'),
                    'lockstep_private.count_source', 1, count_statements.rows, 1
                )
            from lockstep_private.entity_row((count_statements.shape).entity) as e
            where e.source_filter and to_regclass(e.base_table) is not null
        ),
        '[]'
    );
$body$;

comment on function lockstep_private.count_statements is
    'What is asked of the source to say how many rows an entity''s SELECT leaves out.';
