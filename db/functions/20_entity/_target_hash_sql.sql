-- room: entity    audience: private    calls: side_hash_sql
create function lockstep_private.target_hash_sql(entity lockstep_state.entity)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when count(*) > 0 and count(*) = count(a.attname)
            then lockstep_private.side_hash_sql((target_hash_sql.entity).name, 'target', 0)
    end
    from lockstep_state.entity_column as c
    left join pg_attribute as a
        on a.attrelid = to_regclass(format(
            '%I.%I',
            (target_hash_sql.entity).target_schema,
            (target_hash_sql.entity).target_table
        ))
        and a.attname = c.name
        and not a.attisdropped
    where c.entity = (target_hash_sql.entity).name and c.side = 'target';
$body$;

comment on function lockstep_private.target_hash_sql is
    'SQL for the fingerprint of a target row over the columns stored last; null when there are '
    'none or the table no longer has them all.';
