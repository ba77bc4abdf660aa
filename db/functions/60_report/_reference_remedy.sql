-- room: report    audience: private    calls: nothing
create function lockstep_private.reference_remedy(entity text, label text, missing jsonb)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        'entity %s has no row %s: %s; or set "if_missing": "null" for %s',
        f.refers_to,
        (
            select string_agg(m.key::text, ' ' order by m.key)
            from jsonb_array_elements(missing) as m (key)
        ),
        case
            when exists (
                select
                from lockstep_state.reject as j
                join jsonb_array_elements(missing) as m (key) on m.key = j.source_key
                where j.entity = f.refers_to and j.closed_at is null
            ) then format('mend its own rejects (lockstep rejects %s)', f.refers_to)
            else 'add it at the source, or let it in if the where of that entity leaves it out'
        end,
        quote_ident(f.name)
    )
    from lockstep_state.entity_ref as f
    where f.entity = reference_remedy.entity and f.label = reference_remedy.label;
$body$;

comment on function lockstep_private.reference_remedy is
    'What to do about references that find nothing. label: which; missing: some of the keys that '
    'they look for.';
