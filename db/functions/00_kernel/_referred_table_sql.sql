-- room: kernel    audience: private    calls: nothing
create function lockstep_private.referred_table_sql(key lockstep_state.set_aside)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select concat(
        case
            when not exists (
                select
                from pg_class as c
                where c.oid = to_regclass(key.refers_to) and c.relkind = 'p'
            ) then 'only '
        end,
        key.refers_to
    );
$body$;

comment on function lockstep_private.referred_table_sql is
    'The table whose rows a foreign key refers to, for a FROM: children do not count, partitions '
    'do.';
