-- room: report    audience: private    calls: relations_under secondary_objects
--
-- Deleting asks the tables that refer to the target, as writing asks those that it refers to.
create function lockstep_private.sync_locks(
    shape   lockstep_private.shape,
    deletes boolean,
    is_fast boolean
)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with lock (side, relation, mode, purpose) as (
        select
            case when t.link is null then 'target' else 'source' end,
            case
                when t.link is null then r.id::text
                else format('%I.%I', t.remote_schema, t.remote_table)
            end,
            'ACCESS SHARE', 'read'
        from lockstep_private.relations_under(shape.source) as r (id)
        join pg_class as c on c.oid = r.id
        join pg_namespace as n on n.oid = c.relnamespace
        left join (
            lockstep_state.linked_table as t
            join lockstep_state.link as k on k.name = t.link
        )
            on k.local_schema = n.nspname and t.local_table = c.relname
        union
        select 'target', x.relation, m.mode, m.purpose
        from unnest(array[shape.target, shape.ledger]) as x (relation)
        cross join (
            values
                ('ROW EXCLUSIVE', 'written'),
                ('SHARE UPDATE EXCLUSIVE', 'analyzed, if much was written')
        ) as m (mode, purpose)
        union
        select 'target', c.confrelid::regclass::text, 'ROW SHARE', 'foreign key checked'
        from pg_constraint as c
        where c.contype = 'f' and c.conrelid = shape.target::regclass and c.confrelid <> c.conrelid
        union
        select 'target', c.conrelid::regclass::text,
            case when c.confdeltype in ('c', 'n', 'd') then 'ROW EXCLUSIVE' else 'ROW SHARE' end,
            'foreign key checked, if rows are deleted'
        from pg_constraint as c
        where c.contype = 'f'
            and c.confrelid = shape.target::regclass
            and c.confrelid <> c.conrelid
            and deletes
        union
        select 'target', x.relation, m.mode, k.kinds || m.purpose
        from lockstep_private.secondary_objects(shape.target) as o
        cross join lateral (
            select
                case o.kind when 'index' then 'indexes' else 'foreign keys' end as kinds,
                case o.kind when 'index' then 'SHARE' else 'SHARE ROW EXCLUSIVE' end as building
        ) as k
        cross join lateral (
            values
                ('ACCESS EXCLUSIVE', ' set aside before the load'),
                (k.building, ' built after it')
        ) as m (mode, purpose)
        cross join lateral unnest(array[o.target, o.refers_to]) as x (relation)
        where is_fast and x.relation is not null
        union
        select 'target', format('lockstep_ledger.%I', f.refers_to), 'ACCESS SHARE', 'keys looked up'
        from lockstep_state.entity_ref as f
        where f.entity = shape.entity and f.refers_to <> shape.entity
    )
    select jsonb_agg(
        jsonb_build_object(
            'side', l.side, 'table', l.relation, 'mode', l.mode, 'purpose', l.purpose
        )
        order by l.side desc, l.relation, l.mode
    )
    from lock as l;
$body$;

comment on function lockstep_private.sync_locks is
    'The locks on tables that a step of a sync holds until it commits. deletes: may it delete? '
    'is_fast: is it a fast first load?';
