-- room: kernel    audience: private    calls: nothing
create function lockstep_private.referred_sql(key lockstep_state.set_aside, columns_list text[])
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select string_agg(
        format('r.%I %s %s', k.ref_column, k.operator, k.own_column),
        ' and ' order by k.ordinal
    )
    from unnest(key.ref_columns, key.operators, columns_list)
        with ordinality as k (ref_column, operator, own_column, ordinal);
$body$;

comment on function lockstep_private.referred_sql is
    'Condition: r is the row that a foreign key refers to. columns_list: its columns as SQL, in '
    'the order of the key.';
