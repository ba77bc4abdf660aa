-- room: jobs    audience: private    calls: job_reach
create function lockstep_private.job_mapping(entities text[])
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select md5(coalesce(
        string_agg(e.name || extract(epoch from e.defined_at), ',' order by e.name), ''
    ))
    from lockstep_state.entity as e
    where e.name = any (lockstep_private.job_reach(job_mapping.entities));
$body$;

comment on function lockstep_private.job_mapping is
    'Hash of what a job syncs: another one if an entity was defined anew, added or dropped.';
