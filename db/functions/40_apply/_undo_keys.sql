-- room: apply    audience: private    calls: nothing
create function lockstep_private.undo_keys(
    shape lockstep_private.shape,
    out keys_list       text,
    out target_join_sql text,
    out ledger_join_sql text
)
    returns record
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        string_agg(format('%s as %I', k.value_sql, k.name), ', ' order by k.side, k.ordinal),
        string_agg(format('t.%I = %s', k.target_key, k.value_sql), ' and ' order by k.ordinal)
            filter (where k.side = 'target'),
        string_agg(format('l.%I = %s', k.name, k.value_sql), ' and ' order by k.ordinal)
            filter (where k.side = 'source')
    from (
        select
            n.side, n.ordinal, n.name, n.target_key,
            format(
                '(x.%s ->> %s)::%s',
                case n.side when 'source' then 'key' else 'target' end,
                n.ordinal - 1,
                format_type(a.atttypid, a.atttypmod)
            ) as value_sql
        from (
            select 'source' as side, s.ordinal, s.name, null as target_key
            from unnest(shape.ledger_source_keys) with ordinality as s (name, ordinal)
            union all
            select 'target', t.ordinal, t.name, t.target_key
            from unnest(shape.ledger_target_keys, shape.target_keys)
                with ordinality as t (name, target_key, ordinal)
        ) as n
        join pg_attribute as a on a.attrelid = to_regclass(shape.ledger) and a.attname = n.name
    ) as k;
$body$;

comment on function lockstep_private.undo_keys is
    'Source and target key of a journal entry (alias x) in their own types, and the conditions '
    'that join its target row t and its row l of the ledger.';
