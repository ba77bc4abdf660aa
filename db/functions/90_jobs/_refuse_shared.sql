-- room: jobs    audience: private    calls: job_reach
--
-- A sync takes along what its entities refer to, so that is where two jobs would meet, too.
create function lockstep_private.refuse_shared(job text, entities text[])
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_mine  text[] := lockstep_private.job_reach(entities);
    v_other text;
    v_both  text[];
begin
    select j.name, array(
        select n from unnest(lockstep_private.job_reach(j.entities)) as n where n = any (v_mine)
    )
    into v_other, v_both
    from lockstep_state.job as j
    where j.name <> refuse_shared.job
        and lockstep_private.job_reach(j.entities) && v_mine
    order by j.name
    limit 1;
    if v_other is null then
        return;
    end if;

    raise exception using
        errcode = 'LSJ33',
        message = format('jobs %L and %L would sync the same entities: %s', job, v_other,
            array_to_string(v_both, ', ')),
        detail  = 'A sync takes along the entities that those named refer to.',
        hint    = format(
            'Let one job do both, with full_every for the passes that look at all rows; or drop '
            'the other: lockstep job drop %s', v_other
        );
end;
$body$;

comment on function lockstep_private.refuse_shared is
    'Refuses a job of entities that another one syncs. Raises LSJ33.';
