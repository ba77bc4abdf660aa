-- room: validate    audience: private    calls: nothing
--
-- A column that is copied from one that the source declares NOT NULL may have no NULL either.
create function lockstep_private.promised_columns(shape lockstep_private.shape)
    returns table (name text, reason text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        a.attname::text,
        case
            when n.is_unproved then 'a NOT NULL that is not valid'
            when a.attname::text = any (shape.target_keys) then 'the target key'
            else format('source column %s, which is NOT NULL', s.name)
        end
    from pg_attribute as a
    cross join lateral (
        select exists (
            select
            from pg_constraint as c
            where c.conrelid = a.attrelid
                and c.contype = 'n'
                and c.conkey = array[a.attnum]
                and not c.convalidated
        )
    ) as n (is_unproved)
    left join lockstep_state.entity as e on e.name = shape.entity
    left join lockstep_state.entity_column as s
        on s.entity = e.name
        and s.side = 'source'
        and s.is_not_null
        and btrim(e.columns ->> a.attname, E' \n\t')
            in (format('s.%s', s.name), format('s.%I', s.name))
    where a.attrelid = to_regclass(shape.target)
        and a.attnum > 0
        and not a.attisdropped
        and (n.is_unproved or (not a.attnotnull and (
            a.attname::text = any (shape.target_keys) or s.name is not null
        )))
    order by a.attnum;
$body$;

comment on function lockstep_private.promised_columns is
    'Target columns that should hold no NULL, though the database does not see to it, and why.';
