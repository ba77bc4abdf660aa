-- room: compare    audience: private    calls: segment_scope
--
-- Asked as if the target were the source, with the columns that hold its key.
create function lockstep_private.target_scope_sql(
    shape   lockstep_private.shape,
    segment lockstep_state.segment,
    columns text[]
)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_range integer := array_position(
        array(select format('s.%I', k) from unnest(shape.source_keys) as k), shape.range_source
    );
begin
    shape.key_expressions := array(select format('t.%I', c) from unnest(columns) as c);
    if v_range is not null then
        shape.range_source := format('t.%I', columns[v_range]);
    end if;
    return (
        select format(
            '%s and %s',
            (lockstep_private.segment_scope(shape, segment)).source_sql,
            string_agg(format('t.%I is not null', c), ' and ')
        )
        from unnest(columns) as c
    );
end;
$body$;

comment on function lockstep_private.target_scope_sql is
    'The target rows (t) of a segment, told by the columns that hold the source key.';
