-- room: compare    audience: private    calls: derived_key_sql derived_bound
--
-- A derived key begins with the 48 bits of the integer that it is computed from (derived_key_sql).
create function lockstep_private.derived_scope_sql(
    shape   lockstep_private.shape,
    segment lockstep_state.segment
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when segment.kind = 'keys' then format(
            't.%I in (select %s from unnest(%L::bigint[]) as x (key))',
            k.name,
            lockstep_private.derived_key_sql(shape.entity, '{x.key}', shape.key_types),
            array(
                select (k.key ->> 0)::bigint from jsonb_array_elements(segment.keys) as k (key)
            )
        )
        else concat_ws(
            ' and ',
            'true',
            case when b.lower is not null then format('t.%I >= %L', k.name, b.lower) end,
            case when b.upper is not null then format('t.%I < %L', k.name, b.upper) end
        )
    end
    from (
        select
            lockstep_private.derived_bound(segment.lower) as lower,
            lockstep_private.derived_bound(segment.upper) as upper
    ) as b
    cross join (select shape.target_keys[1]) as k (name);
$body$;

comment on function lockstep_private.derived_scope_sql is
    'The target rows (t) of a segment, told by target keys that are derived from one integer. '
    'Placeholder $3: the salt of the installation.';
