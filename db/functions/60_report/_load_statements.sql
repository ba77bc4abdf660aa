-- room: report    audience: private    calls: sampled_extra explained count_source_sql source_keys_sql source_rows_sql unknown_keys count_source plan_keys pull_rows
create function lockstep_private.load_statements(
    shape    lockstep_private.shape,
    range    lockstep_private.scope,
    segments bigint,
    rows     bigint
)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_extra bigint := lockstep_private.sampled_extra(shape);
begin
    if shape.range_source is null and segments > 1 then
        return lockstep_private.explained(
            'rows counted', lockstep_private.count_source_sql(shape.source, 'true'),
            'lockstep_private.count_source', 1, rows, 1
        ) || lockstep_private.explained(
            'keys', lockstep_private.source_keys_sql(shape, 'true'),
            'lockstep_private.plan_keys', 1, rows
        ) || lockstep_private.explained(
            'rows',
            lockstep_private.source_rows_sql(
                shape, (lockstep_private.unknown_keys(shape)).source_sql
            ),
            'lockstep_private.pull_rows', segments - 1, rows, extra => v_extra
        );
    end if;

    return lockstep_private.explained(
        'rows', lockstep_private.source_rows_sql(shape, range.source_sql),
        'lockstep_private.pull_rows', segments, rows, extra => v_extra
    );
end;
$body$;

comment on function lockstep_private.load_statements is
    'What a first load asks of the source. range: one of its ranges; segments: how many segments '
    'it will have, the one that lists keys included.';
