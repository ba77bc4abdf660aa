-- room: control    audience: private    calls: nothing
create function lockstep_private.stepping_locks()
    returns bigint[]
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    select array(
        select (l.classid::bigint << 32) | l.objid::bigint
        from pg_locks as l
        where l.locktype = 'advisory'
            and l.objsubid = 1
            and l.granted
            and l.pid <> pg_backend_pid()
            and l.database = (
                select d.oid from pg_database as d where d.datname = current_database()
            )
    );
$body$;

comment on function lockstep_private.stepping_locks is
    'Advisory locks that other sessions hold now: run_lock() of a run is among them while a step '
    'of it is at work.';
