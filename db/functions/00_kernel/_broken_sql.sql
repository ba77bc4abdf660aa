-- room: kernel    audience: private    calls: nothing
create function lockstep_private.broken_sql(key lockstep_state.set_aside, columns_list text[])
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        'num_nulls(%s) = 0 and not exists (select from %s %s as r where %s)',
        array_to_string(columns_list, ', '),
        case
            when exists (
                select
                from pg_class as c
                where c.oid = to_regclass(key.refers_to) and c.relkind = 'p'
            ) then ''
            else 'only'
        end,
        key.refers_to,
        (
            select string_agg(
                format('r.%I %s %s', k.ref_column, k.operator, k.own_column),
                ' and ' order by k.ordinal
            )
            from unnest(key.ref_columns, key.operators, columns_list)
                with ordinality as k (ref_column, operator, own_column, ordinal)
        )
    );
$body$;

comment on function lockstep_private.broken_sql is
    'Condition: a row breaks a foreign key that is set aside. columns_list: its columns as SQL, in '
    'the order of the key.';
