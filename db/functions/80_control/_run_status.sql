-- room: control    audience: private    calls: nothing
create function lockstep_private.run_status(run bigint)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_status text;
begin
    select r.status into v_status from lockstep_state.run as r where r.id = run;

    if not found then
        raise exception using
            errcode = 'LSJ05',
            message = format('run %s does not exist', run),
            hint    = 'List the runs: lockstep status (select * from lockstep.runs).';
    end if;

    return v_status;
end;
$body$;

comment on function lockstep_private.run_status is
    'The status of a run. Raises LSJ05 if there is none.';
