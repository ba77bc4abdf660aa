-- room: entity    audience: private    calls: column_hash_sql row_hash_sql sent_sql
--
-- Columns that are hashed in binary form share one array: an array costs more than what is in it,
-- and takes NULLs by itself. Each place in it has a weight of its own.
create function lockstep_private.side_hash_sql(entity text, side text, seed bigint)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select lockstep_private.row_hash_sql(
        side_hash_sql.seed,
        coalesce(
            array_agg(
                lockstep_private.column_hash_sql(
                    x.expression, c.type, c.ordinal, c.is_as_text, c.is_shippable
                )
                order by c.ordinal
            ) filter (where c.key_position is null and x.sent is null),
            '{}'
        ) || case
            when count(x.sent) filter (where c.key_position is null) > 0 then format(
                'hash_array_extended(array[%s], %L::bigint)',
                string_agg(x.sent, ', ' order by c.ordinal) filter (where c.key_position is null),
                hashint8extended(0, 0)
            )
        end,
        array_agg(
            case when c.is_as_text then format('(%s || %L)', x.expression, '') else x.expression end
            order by c.key_position
        ) filter (where c.key_position is not null),
        array_agg(c.type order by c.key_position) filter (where c.key_position is not null)
    )
    from lockstep_state.entity_column as c
    cross join lateral (
        select
            format('%s.%I', left(c.side, 1), c.name) as expression,
            case
                when c.is_shippable and not c.is_as_text
                    then lockstep_private.sent_sql(format('%s.%I', left(c.side, 1), c.name), c.type)
            end as sent
    ) as x
    where c.entity = side_hash_sql.entity and c.side = side_hash_sql.side;
$body$;

comment on function lockstep_private.side_hash_sql is
    'SQL for the fingerprint of an entity''s source row (alias s) or target row (alias t).';
