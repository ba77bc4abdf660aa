-- room: link    audience: private    calls: short_name
create function lockstep_private.local_name(remote_schema text, remote_table text, taken text[])
    returns text
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select c.name
    from (
        select 0 as number, lockstep_private.short_name(remote_table) as name
        union all
        select 1, lockstep_private.short_name(remote_schema || '_' || remote_table)
        union all
        select n.number, lockstep_private.short_name(remote_schema || '_' || remote_table, '_' || n.number)
        from generate_series(2, cardinality(taken) + 2) as n (number)
    ) as c
    where c.name <> all (taken)
    order by c.number
    limit 1;
$body$;

comment on function lockstep_private.local_name is
    'First name that is not taken: table, schema_table, schema_table_2 …';
