-- room: control    audience: private    calls: nothing
create function lockstep_private.refuse_held(
    run         lockstep_state.run,
    entities    text[],
    is_stepping boolean
)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    raise exception using
        errcode = 'LSJ04',
        message = format(
            'run %s of %s works on the same entities: %s',
            run.id,
            run.created_by,
            case
                when run.status = 'cancelled' then 'it is cancelled, its last step is not through'
                when is_stepping then 'a step of it is at work'
                else format(
                    '%s, last sign of life %s s ago', run.status,
                    round(extract(
                        epoch from clock_timestamp() - coalesce(run.heartbeat_at, run.created_at)
                    ))
                )
            end
        ),
        detail  = format(
            'Both want: %s.',
            (
                select string_agg(n, ', ' order by n)
                from unnest(entities) as n
                where n = any (run.entities)
            )
        ),
        hint    = case
            when run.status = 'cancelled' then 'Run the same command again in a moment.'
            when run.status = 'paused' then format(
                'Go on with it: lockstep resume %1$s; or end it: lockstep cancel %1$s', run.id
            )
            else format('Wait for it, or end it: lockstep cancel %s', run.id)
        end;
end;
$body$;

comment on function lockstep_private.refuse_held is
    'Says which run holds entities that another one wants. Raises LSJ04.';
