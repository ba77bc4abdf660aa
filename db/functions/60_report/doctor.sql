-- room: report    audience: public    calls: installation_findings check_link run_findings job_findings
create function lockstep.doctor()
    returns table ("check" text, level text, entity text, detail text, remedy text, key text)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return query
    select f.*
    from (
        select i.* from lockstep_private.installation_findings() as i
        union all
        select c.*
        from lockstep_state.link as l
        cross join lateral lockstep.check_link(l.name) as c
        where c.level <> 'info'
        union all
        select r.* from lockstep_private.run_findings() as r
        union all
        select j.* from lockstep.job_findings() as j
    ) as f
    where f.key not in (select m.key from lockstep_state.muted_finding as m)
    order by array_position('{error,warning,info}', f.level), f.key;
end;
$body$;

comment on function lockstep.doctor is
    'Findings about the installation: versions, rights, links, clocks, mappings that are not '
    'complete, runs that failed or died, jobs that are late or fail, open rejects. '
    'No row means healthy.';
