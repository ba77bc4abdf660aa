-- room: kernel    audience: public    calls: nothing
create function lockstep.free_connections()
    returns integer
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    select greatest(0,
        current_setting('max_connections')::integer
        - current_setting('superuser_reserved_connections')::integer
        - coalesce(current_setting('reserved_connections', true)::integer, 0)
        - count(*)::integer
    )
    from pg_stat_activity as a
    where a.backend_type = 'client backend';
$body$;

comment on function lockstep.free_connections is
    'How many more connections this server can take now. The runner starts no more workers than '
    'that.';
