-- room: entity    audience: private    calls: entity_shape parity column_hash_sql
create function lockstep_private.parity_findings(entity lockstep_state.entity)
    returns table ("check" text, level text, entity_name text, detail text, remedy text, key text)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_shape   lockstep_private.shape := lockstep_private.entity_shape(entity.name);
    r_parity  record := lockstep_private.parity(r_shape, r_shape.source_hash);
    v_columns text;
begin
    if r_parity.differing > 0 then
        select string_agg(c.name, ', ' order by c.ordinal)
        into v_columns
        from lockstep_state.entity_column as c
        cross join lateral lockstep_private.parity(r_shape, lockstep_private.column_hash_sql(
            format('s.%I', c.name), c.type, c.ordinal, c.is_as_text, c.is_shippable
        )) as p
        where c.entity = (parity_findings.entity).name and c.side = 'source' and p.differing > 0;
    end if;

    return query select
        'parity',
        case when r_parity.differing > 0 then 'error' else 'info' end,
        entity.name,
        case
            when r_parity.differing > 0 then format(
                'the source computes other hashes than we do for %s of %s rows (columns %s)',
                r_parity.differing, r_parity.looked_at, v_columns
            )
            else format('source and target compute the same hashes for %s rows', r_parity.looked_at)
        end,
        case
            when r_parity.differing > 0 then 'leave these columns out of the mapping, and tell us'
        end,
        format('parity:%s', entity.name);
end;
$body$;

comment on function lockstep_private.parity_findings is
    'Proof on up to 1,000 real rows that the source computes the very hashes that we compute.';
