-- room: report    audience: private    calls: unknown_keys explained any_moved_sql key_hashes_sql source_rows_sql sampled_extra idle_entities find_changes pull_rows
create function lockstep_private.moved_statements(
    shape    lockstep_private.shape,
    moved    lockstep_private.scope,
    segments bigint,
    rows     bigint
)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_keys lockstep_private.scope := lockstep_private.unknown_keys(shape);
begin
    return lockstep_private.explained(
        'whether any row moved', lockstep_private.any_moved_sql(shape.source, moved.source_sql),
        'lockstep_private.idle_entities', 1, least(rows, 1)
    ) || lockstep_private.explained(
        'keys that moved', lockstep_private.key_hashes_sql(shape, moved.source_sql),
        'lockstep_private.find_changes', 1, rows
    ) || lockstep_private.explained(
        'the same keys, when they are written',
        lockstep_private.key_hashes_sql(shape, r_keys.source_sql),
        'lockstep_private.find_changes', segments - 1, rows
    ) || lockstep_private.explained(
        'rows that differ', lockstep_private.source_rows_sql(shape, r_keys.source_sql),
        'lockstep_private.pull_rows', segments - 1, rows,
        extra => lockstep_private.sampled_extra(shape)
    );
end;
$body$;

comment on function lockstep_private.moved_statements is
    'What a sync by watermark asks of the source, if all rows that moved also differ.';
