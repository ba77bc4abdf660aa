-- room: report    audience: private    calls: nothing
create function lockstep_private.final_entity(entity jsonb)
    returns jsonb
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select jsonb_object_agg(
        e.name,
        case jsonb_typeof(e.value) when 'number' then to_jsonb(e.value::text) else e.value end
    )
    from jsonb_each(entity) as e (name, value);
$body$;

comment on function lockstep_private.final_entity is
    'One entity of the final report, with numbers as text.';
