-- room: control    audience: private    calls: nothing
create function lockstep_private.entity_levels(entities text[])
    returns table (entity text, level integer)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_levels jsonb := (select jsonb_object_agg(n, 0) from unnest(entities) as n);
    v_next   jsonb;
begin
    for i in 1 .. cardinality(entities) loop
        select jsonb_object_agg(
            n.name,
            coalesce(
                (
                    select max((v_levels ->> r.refers_to)::integer) + 1
                    from lockstep_state.entity_ref as r
                    where r.entity = n.name and not r.is_late and v_levels ? r.refers_to
                ),
                0
            )
        )
        into v_next
        from unnest(entities) as n (name);
        exit when v_next = v_levels;
        v_levels := v_next;
    end loop;

    return query
    select l.key, l.value::integer from jsonb_each_text(v_levels) as l;
end;
$body$;

comment on function lockstep_private.entity_levels is
    'Depth of each entity in the graph of references that are not late: an entity is written '
    'after all of smaller depth.';
