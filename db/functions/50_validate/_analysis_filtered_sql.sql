-- room: validate    audience: private    calls: entity_row source_origins
create function lockstep_private.analysis_filtered_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        'select %s from %s as b',
        string_agg(format('b.%I::%s as %I', f.attname, k.type, k.ledger_key), ', '),
        min(e.base_table)
    )
    from lockstep_private.entity_row(shape.entity) as e
    cross join unnest(shape.source_keys, shape.key_types, shape.ledger_source_keys)
        as k (name, type, ledger_key)
    left join pg_attribute as a
        on a.attrelid = shape.source::regclass and a.attname = k.name
    left join lockstep_private.source_origins(shape.source::regclass) as o
        on o.ordinal = a.attnum and o.origin = to_regclass(e.base_table)
    left join pg_attribute as f on f.attrelid = o.origin and f.attnum = o.origin_column
    where e.source_filter
    having count(*) = count(f.attname) and count(*) > 0;
$body$;

comment on function lockstep_private.analysis_filtered_sql is
    'SQL for all keys that the base table of an entity has, also those that its SELECT leaves out; '
    'null if it leaves out none, or they are no columns of that table.';
