-- room: kernel    audience: private    calls: referred_sql referred_table_sql
create function lockstep_private.broken_sql(
    key          lockstep_state.set_aside,
    columns_list text[],
    table_sql    text default null
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        'num_nulls(%s) = 0 and not exists (select from %s as r where %s)',
        array_to_string(columns_list, ', '),
        coalesce(table_sql, lockstep_private.referred_table_sql(key)),
        lockstep_private.referred_sql(key, columns_list)
    );
$body$;

comment on function lockstep_private.broken_sql is
    'Condition: a row breaks a foreign key. columns_list: its columns as SQL, in the order of the '
    'key. table_sql: where to look for the row referred to, if not in its table.';
