-- room: report    audience: private    calls: explained key_extent_sql part_sizes_sql key_extent part_sizes
create function lockstep_private.planning_statements(
    shape lockstep_private.shape,
    rows  bigint
)
    returns jsonb
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    select lockstep_private.explained(
        'smallest and greatest key', lockstep_private.key_extent_sql(shape),
        'lockstep_private.key_extent', 1, rows, 1
    ) || lockstep_private.explained(
        'rows in each part of the keys',
        lockstep_private.part_sizes_sql(shape, 0, 0, shape.batch_rows),
        'lockstep_private.part_sizes', 1, rows, least(rows, 4096)
    );
$body$;

comment on function lockstep_private.planning_statements is
    'What is asked of the source to cut an entity into ranges.';
