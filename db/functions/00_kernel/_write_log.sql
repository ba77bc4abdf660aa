-- room: kernel    audience: private    calls: nothing
create function lockstep_private.write_log(
    run     bigint,
    entity  text,
    level   text,
    message text,
    detail  jsonb default '{}'
)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    insert into lockstep_state.log (run, entity, level, message, detail)
    values (write_log.run, write_log.entity, write_log.level, write_log.message, write_log.detail);
$body$;

comment on function lockstep_private.write_log is
    'Adds an entry to the log in the caller''s transaction. Never give it row content.';
