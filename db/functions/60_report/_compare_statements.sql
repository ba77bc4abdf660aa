-- room: report    audience: private    calls: expected_blocks explained compared_sql key_hashes_sql is_few_blocks source_rows_sql unknown_keys sampled_extra differing_blocks find_changes pull_rows
--
-- Rows that differ are asked for by key when they are few, as pull_sql decides: each block that one
-- of them is in is looked at key by key. Which block is not known: of NULL, as it stands for keys,
-- the planner would expect no row and fetch them unsummed.
create function lockstep_private.compare_statements(
    shape    lockstep_private.shape,
    range    lockstep_private.scope,
    segments bigint,
    rows     bigint,
    changed  bigint
)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    c_block   constant text := '{-9223372036854775807}';
    v_blocks  bigint  := lockstep_private.expected_blocks(shape, rows);
    v_is_many boolean := coalesce(changed * 10 >= rows, false);
    v_keys    bigint;
begin
    if changed > 0 then
        v_keys := ceil(rows * (1 - exp(-least(changed::numeric / v_blocks, 500))));
    end if;
    return lockstep_private.explained(
        'sums of blocks', lockstep_private.compared_sql(shape, range),
        'lockstep_private.differing_blocks', segments, rows, v_blocks
    ) || case
        when changed = 0 then '[]'
        else lockstep_private.explained(
            'keys in blocks that differ',
            lockstep_private.key_hashes_sql(
                shape,
                format(
                    '%s and %s = any (%L::bigint[])',
                    range.source_sql,
                    case
                        when lockstep_private.is_few_blocks(shape, changed)
                            then shape.range_source
                        else shape.source_block
                    end,
                    c_block
                )
            ),
            'lockstep_private.find_changes', least(segments, changed), v_keys
        ) || lockstep_private.explained(
            'rows that differ',
            lockstep_private.source_rows_sql(
                shape,
                case
                    when v_is_many then range.source_sql
                    else (lockstep_private.unknown_keys(shape)).source_sql
                end
            ),
            'lockstep_private.pull_rows', least(segments, changed),
            case when v_is_many then rows else changed end,
            extra => lockstep_private.sampled_extra(shape)
        )
    end;
end;
$body$;

comment on function lockstep_private.compare_statements is
    'What a comparison asks of the source, and what a sync then fetches. range: one of its ranges, '
    'or everything; changed: rows expected to differ, null if that is not known.';
