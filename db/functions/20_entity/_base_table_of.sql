-- room: entity    audience: private    calls: source_origins
create function lockstep_private.base_table_of(source regclass, key_column text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select o.origin::regclass::text
    from lockstep_private.source_origins(source) as o
    join pg_attribute as a on a.attrelid = source and a.attnum = o.ordinal
    where a.attname = key_column and o.origin <> 0;
$body$;

comment on function lockstep_private.base_table_of is
    'The table that the key column of a source view comes from; null for an expression.';
