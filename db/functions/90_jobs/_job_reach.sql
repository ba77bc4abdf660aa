-- room: jobs    audience: private    calls: nothing
create function lockstep_private.job_reach(entities text[])
    returns text[]
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with recursive reached (name) as (
        select e.name
        from lockstep_state.entity as e
        where job_reach.entities is null or e.name = any (job_reach.entities)
        union
        select r.refers_to
        from reached as w
        join lockstep_state.entity_ref as r on r.entity = w.name
    )
    select coalesce(array_agg(w.name order by w.name), '{}') from reached as w;
$body$;

comment on function lockstep_private.job_reach is
    'The entities that a sync of these touches: with those they refer to; null for all.';
