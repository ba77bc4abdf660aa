-- room: entity    audience: private    calls: column_hash_sql pushdown
create function lockstep_private.ships_alone(
    shape         lockstep_private.shape,
    source_column lockstep_state.entity_column
)
    returns boolean
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_expression text := format('s.%I', source_column.name);
begin
    shape.source_block := '1';
    shape.source_hash := lockstep_private.column_hash_sql(
        v_expression, source_column.type, source_column.ordinal, source_column.is_as_text,
        source_column.is_shippable
    );

    return lockstep_private.pushdown(shape) = 'full';
end;
$body$;

comment on function lockstep_private.ships_alone is
    'Whether the source can be asked to hash this one column.';
