-- room: control    audience: public    calls: run_status write_log
create function lockstep.note_run(
    run     bigint,
    level   text,
    message text,
    detail  jsonb default '{}'
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    perform lockstep_private.run_status(run);
    if level is null or level not in ('debug', 'info', 'warning', 'error') then
        raise exception using
            errcode = 'LSK30',
            message = format('%L is no level of the log', level),
            hint    = 'Levels are debug, info, warning and error.';
    end if;

    perform lockstep_private.write_log(run, null, level, message, coalesce(detail, '{}'));
end;
$body$;

comment on function lockstep.note_run is
    'Adds an entry to the log of a run, for whoever drives it: connections lost and back, tries. '
    'Never give it row content. Raises LSJ05, and LSK30 for an unknown level.';
