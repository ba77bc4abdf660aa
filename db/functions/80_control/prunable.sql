-- room: control    audience: public    calls: prunable_runs
create function lockstep.prunable(older_than interval default interval '30 days')
    returns bigint
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_runs bigint[] := array(select lockstep_private.prunable_runs(older_than, 1));
begin
    return (
        select count(*) from lockstep_state.overwritten as o where o.run = any (v_runs)
    ) + (
        select count(*)
        from lockstep_state.adoption_issue as i
        where i.run = any (v_runs) and i.before is not null
    );
end;
$body$;

comment on function lockstep.prunable is
    'How many before-images lockstep.prune would delete in all. Changes nothing. Raises LSJ10.';
