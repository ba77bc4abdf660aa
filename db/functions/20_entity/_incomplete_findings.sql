-- room: entity    audience: private    calls: nothing
create function lockstep_private.incomplete_findings(entity lockstep_state.entity)
    returns table ("check" text, level text, entity_name text, detail text, remedy text, key text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        'reference',
        'error',
        entity.name,
        format('refers to entity %s, which is not defined', r.refers_to),
        format('define entity %s', r.refers_to),
        format('reference:%s:%s', entity.name, r.label)
    from lockstep_state.entity_ref as r
    where r.entity = (incomplete_findings.entity).name
        and not exists (select from lockstep_state.entity as e where e.name = r.refers_to)
    union all
    select
        'reference_cycle',
        'error',
        entity.name,
        format(
            'column %s is required and refers to %s, which needs %s first: only rows that find the '
                'other one already there can be written',
            r.name, r.refers_to, entity.name
        ),
        format('let column %s be null on the target; the second pass fills it', r.name),
        format('reference_cycle:%s:%s', entity.name, r.label)
    from lockstep_state.entity_ref as r
    join lockstep_state.entity_column as c
        on c.entity = r.entity and c.side = 'target' and c.name = r.name
    where r.entity = (incomplete_findings.entity).name and r.is_late and c.is_not_null;
$body$;

comment on function lockstep_private.incomplete_findings is
    'References that lead nowhere, or in a circle that cannot be broken.';
