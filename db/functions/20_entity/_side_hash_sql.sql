-- room: entity    audience: private    calls: column_hash_sql row_hash_sql sent_sql
--
-- Columns that are hashed in binary form share one array: an array costs more than what is in it,
-- and takes NULLs by itself. Each place in it has a weight of its own. It and those it calls are in
-- PL/pgSQL, which keeps its plans for the session: each step asks for these hashes.
create function lockstep_private.side_hash_sql(entity text, side text, seed bigint)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return (
        select lockstep_private.row_hash_sql(
            side_hash_sql.seed,
            coalesce(
                array_agg(
                    lockstep_private.column_hash_sql(
                        x.expression, c.type, c.ordinal, c.is_as_text, c.is_shippable
                    )
                    order by c.ordinal
                ) filter (where c.key_position is null and b.sent is null),
                '{}'
            ) || case
                when count(b.sent) > 0 then format(
                    'hash_array_extended(array[%s], %L::bigint)',
                    string_agg(b.sent, ', ' order by c.ordinal), hashint8extended(0, 0)
                )
            end,
            array_agg(
                case
                    when c.is_as_text then format('(%s || %L)', x.expression, '')
                    else x.expression
                end
                order by c.key_position
            ) filter (where c.key_position is not null),
            array_agg(c.type order by c.key_position) filter (where c.key_position is not null)
        )
        from lockstep_state.entity_column as c
        cross join lateral (
            select format('%s.%I', left(c.side, 1), c.name) as expression
        ) as x
        left join lateral (
            select lockstep_private.sent_sql(x.expression, c.type) as sent
            where c.key_position is null and c.is_shippable and not c.is_as_text
        ) as b on true
        where c.entity = side_hash_sql.entity and c.side = side_hash_sql.side
    );
end;
$body$;

comment on function lockstep_private.side_hash_sql is
    'SQL for the fingerprint of an entity''s source row (alias s) or target row (alias t).';
