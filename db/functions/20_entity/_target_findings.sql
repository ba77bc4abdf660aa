-- room: entity    audience: private    calls: nothing
create function lockstep_private.target_findings(entity lockstep_state.entity)
    returns table ("check" text, level text, entity_name text, detail text, remedy text, key text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with target as (
        select format('%I.%I', (entity).target_schema, (entity).target_table)::regclass as oid
    )
    select
        'target_constraint',
        'info',
        entity.name,
        format('rows have to pass %s: %s', c.conname, pg_get_constraintdef(c.oid)),
        'rows that do not pass become rejects',
        format('target_constraint:%s:%s', entity.name, c.conname)
    from target as t
    join pg_constraint as c on c.conrelid = t.oid
    where c.contype in ('c', 'u', 'x')
    union all
    select
        'target_trigger',
        case when g.tgtype & 2 = 0 then 'warning' else 'info' end,
        entity.name,
        format('rows meet trigger %s', g.tgname) || case
            when g.tgtype & 2 = 0
                then ', which runs after the write: '
                    'what it changes in mapped columns counts as drift'
            else ', which may change or refuse them'
        end,
        case when g.tgtype & 2 = 0 then 'make sure that it leaves the mapped columns alone' end,
        format('target_trigger:%s:%s', entity.name, g.tgname)
    from target as t
    join pg_trigger as g on g.tgrelid = t.oid
    where not g.tgisinternal and g.tgenabled <> 'D' and g.tgtype & 1 = 1
    union all
    select
        'target_reference',
        'warning',
        entity.name,
        format(
            'column %s has a foreign key to %s, but the mapping does not resolve it through refs',
            a.attname, c.confrelid::regclass
        ),
        'make it a ref, or see to it that those rows exist',
        format('target_reference:%s:%s', entity.name, a.attname)
    from target as t
    join pg_constraint as c on c.conrelid = t.oid and c.contype = 'f'
    join pg_attribute as a on a.attrelid = t.oid and a.attnum = c.conkey[1]
    where (entity).columns ? a.attname::text;
$body$;

comment on function lockstep_private.target_findings is
    'What rows will meet on the target: constraints, triggers, foreign keys that no ref resolves.';
