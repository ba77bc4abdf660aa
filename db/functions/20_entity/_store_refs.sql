-- room: entity    audience: private    calls: nothing
create function lockstep_private.store_refs(entity lockstep_state.entity)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    insert into lockstep_state.entity_ref
        (entity, name, ordinal, refers_to, key, ref_column, if_missing)
    select
        (store_refs.entity).name,
        r.name,
        r.ordinal,
        r.ref ->> 'entity',
        case
            when jsonb_typeof(r.ref -> 'key') = 'array'
                then array(select jsonb_array_elements_text(r.ref -> 'key'))
            else array[r.ref ->> 'key']
        end,
        r.ref ->> 'column',
        coalesce(r.ref ->> 'if_missing', 'reject')
    from jsonb_each((store_refs.entity).refs) with ordinality as r (name, ref, ordinal);
$body$;

comment on function lockstep_private.store_refs is
    'Keeps the references of a definition as rows.';
