-- Indexes and foreign keys, after the rows. Django indexes every foreign key. What is `not valid`
-- has orphans: those keys were dropped for years, and came back for new rows only.

create procedure pg_temp.refer(from_table text, from_column text, to_table text, is_valid boolean)
    language plpgsql
as $body$
begin
    execute format(
        'alter table %I add constraint %I foreign key (%I) references %I %s deferrable initially deferred',
        from_table,
        from_table || '_' || from_column || '_fk',
        from_column,
        to_table,
        case when not is_valid then 'not valid' else '' end
    );
    if not exists (
        select
        from pg_index as i
        join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
        where i.indrelid = from_table::regclass and a.attname = from_column
    ) then
        execute format('create index on %I (%I)', from_table, from_column);
    end if;
end;
$body$;

