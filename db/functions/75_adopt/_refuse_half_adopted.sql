-- room: adopt    audience: private    calls: nothing
--
-- A sync would insert what the rest of the adoption would have found in the target.
create function lockstep_private.refuse_half_adopted(kind text, entities text[])
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_run lockstep_state.run;
begin
    select r.*
    into r_run
    from lockstep_state.run as r
    where r.kind = 'adopt'
        and r.entities && refuse_half_adopted.entities
        and (
            r.status = 'failed'
            or r.status in ('pending', 'running')
                and coalesce(r.heartbeat_at, r.created_at) < clock_timestamp() - interval '60 s'
        )
    order by r.id desc
    limit 1;
    if kind <> 'adopt' and r_run.id is not null then
        raise exception using
            errcode = 'LSJ14',
            message = format('run %s has not adopted all of its entities yet', r_run.id),
            detail  = format('It works on: %s.', array_to_string(r_run.entities, ', ')),
            hint    = format(
                'Go on with it: the same lockstep entity adopt; or give it up: lockstep cancel %s',
                r_run.id
            );
    end if;
end;
$body$;

comment on function lockstep_private.refuse_half_adopted is
    'Stops a run that writes (kind) where an adoption ended half way. Raises LSJ14.';
