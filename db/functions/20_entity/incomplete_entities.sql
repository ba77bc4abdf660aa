-- room: entity    audience: public    calls: nothing
create function lockstep.incomplete_entities()
    returns table (entity text, refers_to text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select r.entity, r.refers_to
    from lockstep_state.entity_ref as r
    where not exists (select from lockstep_state.entity as e where e.name = r.refers_to)
    order by r.entity, r.refers_to;
$body$;

comment on function lockstep.incomplete_entities is
    'Entities that refer to entities which are not defined yet; they cannot run.';
