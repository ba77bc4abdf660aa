-- room: entity    audience: private    calls: ledger_keys
create function lockstep_private.ledger_key_types(
    entity lockstep_state.entity,
    source regclass,
    target regclass
)
    returns table (side text, ordinal integer, name text, type text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        k.side,
        k.ordinal::integer,
        (lockstep_private.ledger_keys(k.side, k.number))[k.ordinal],
        case a.atttypid
            when 'varchar'::regtype then 'text'
            when 'bpchar'::regtype then 'bpchar'
            else format_type(a.atttypid, null)
        end
    from (
        select 'source', s.name, s.ordinal, source, cardinality(entity.source_key)
        from unnest(entity.source_key) with ordinality as s (name, ordinal)
        union all
        select 'target', t.name, t.ordinal, target, cardinality(entity.target_key)
        from unnest(entity.target_key) with ordinality as t (name, ordinal)
    ) as k (side, name, ordinal, relation, number)
    join pg_attribute as a on a.attrelid = k.relation and a.attname = k.name;
$body$;

comment on function lockstep_private.ledger_key_types is
    'Names and types of the key columns of an entity''s ledger.';
