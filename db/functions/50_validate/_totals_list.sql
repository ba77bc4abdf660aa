-- room: validate    audience: private    calls: total_measures
create function lockstep_private.totals_list(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        'array[count(*)::text%s]', string_agg(', ' || m.value_sql, '' order by m.ordinality)
    )
    from lockstep_private.total_measures(shape) with ordinality as m;
$body$;

comment on function lockstep_private.totals_list is
    'SQL for all totals of the rows of t as one array of text: how many rows, then total_measures '
    'in their order.';
