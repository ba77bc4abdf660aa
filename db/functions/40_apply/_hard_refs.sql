-- room: apply    audience: private    calls: nothing
create function lockstep_private.hard_refs(entity text)
    returns text[]
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(array_agg(r.label order by r.label), '{}')
    from lockstep_state.entity_ref as r
    join lockstep_state.entity_column as c
        on c.entity = r.entity and c.side = 'target' and c.name = r.name
    where r.entity = hard_refs.entity
        and r.if_missing = 'reject'
        and (c.is_not_null or not r.is_late);
$body$;

comment on function lockstep_private.hard_refs is
    'Labels of the references without which a row is refused. A late one into a column that may be '
    'null is completed in the second pass.';
