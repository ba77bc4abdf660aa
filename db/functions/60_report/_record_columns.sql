-- room: report    audience: private    calls: written_columns
create function lockstep_private.record_columns(
    entity      text,
    expected    jsonb,
    target      jsonb,
    with_values boolean
)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'column', c.name,
                'differs', expected -> c.name is distinct from target -> c.name
            ) || case
                when with_values then jsonb_build_object(
                    'expected', expected ->> c.name, 'actual', target ->> c.name
                )
                else jsonb '{}'
            end
            order by c.ordinal
        ),
        '[]'
    )
    from unnest(lockstep_private.written_columns(entity)) with ordinality as c (name, ordinal)
    where expected is not null or target is not null;
$body$;

comment on function lockstep_private.record_columns is
    'The columns that an entity writes: whether what the mapping makes of the row differs from '
    'what stands on the target, and both (only with_values).';
