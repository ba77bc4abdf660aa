-- room: compare    audience: private    calls: keys_scope moved_sql
create function lockstep_private.segment_scope(
    shape   lockstep_private.shape,
    segment lockstep_state.segment
)
    returns lockstep_private.scope
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_scope lockstep_private.scope;
    v_range text;
begin
    if segment.kind = 'keys' then
        return lockstep_private.keys_scope(shape, segment.keys);
    end if;

    r_scope.kind := case
        when segment.keys ? 'is_scattered' then 'scattered'
        else segment.kind
    end;
    r_scope.is_partial := segment.kind = 'since';
    if segment.kind = 'range' and segment.keys ? 'target_blocks' then
        r_scope.target_blocks := array(
            select b.block::bigint
            from jsonb_array_elements_text(segment.keys -> 'target_blocks') as b (block)
        );
    end if;
    if segment.kind = 'since' then
        r_scope.source_sql := lockstep_private.moved_sql(
            segment.keys ->> 'column', segment.keys ->> 'since',
            (segment.keys ->> 'with_nulls')::boolean
        );
        r_scope.ledger_sql := 'true';
        return r_scope;
    end if;

    v_range := coalesce(
        nullif(concat_ws(
            ' and ',
            '%1$s >= ' || segment.lower,
            '%1$s < ' || segment.upper
        ), ''),
        'true'
    );
    r_scope.source_sql := format(v_range, shape.range_source);
    r_scope.ledger_sql := format(v_range, shape.range_ledger);
    return r_scope;
end;
$body$;

comment on function lockstep_private.segment_scope is
    'The rows of a segment as conditions over the source (s) and the ledger (l).';
