-- room: control    audience: private    calls: nothing
create function lockstep_private.redefined_entities(run bigint)
    returns text[]
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(array_agg(r.entity order by r.entity), '{}')
    from lockstep_state.run_entity as r
    left join lockstep_state.entity as e on e.name = r.entity
    where r.run = redefined_entities.run
        and (e.name is null or e.defined_at <> r.defined_at);
$body$;

comment on function lockstep_private.redefined_entities is
    'The entities of a run that were defined anew or dropped since it was planned.';
