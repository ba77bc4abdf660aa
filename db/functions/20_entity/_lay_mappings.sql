-- room: entity    audience: private    calls: ledger_keys write_log
--
-- Views of users may stand on it, so it is never dropped. Who defines entities beside the role that
-- deployed may not change it: it shows theirs when that role defines one.
create function lockstep_private.lay_mappings(without text default null)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_rows_sql text;
begin
    select string_agg(
        format(
            $sql$
            select %L::text, %s, %s, l.adopted_at is not null, l.run, l.synced_at
            from lockstep_ledger.%I as l
            where l.settled_at is null and l.target_hash is not null
            $sql$,
            e.name, k.source_sql, k.target_sql, e.name
        ),
        ' union all ' order by e.name
    )
    into v_rows_sql
    from lockstep_state.entity as e
    cross join lateral (
        select
            max(x.key_sql) filter (where x.side = 'source') as source_sql,
            max(x.key_sql) filter (where x.side = 'target') as target_sql
        from (
            select
                n.side,
                format(
                    case n.number when 1 then '%s' else 'jsonb_build_array(%s)::text' end,
                    string_agg(format('l.%I::text', c.name), ', ' order by c.ordinal)
                ) as key_sql
            from (
                values
                    ('source', cardinality(e.source_key)), ('target', cardinality(e.target_key))
            ) as n (side, number)
            cross join unnest(lockstep_private.ledger_keys(n.side, n.number))
                with ordinality as c (name, ordinal)
            group by n.side, n.number
        ) as x
    ) as k
    where e.name is distinct from without
        and to_regclass(format('lockstep_ledger.%I', e.name)) is not null;

    execute format(
        'create or replace view lockstep_mapping.mappings '
            '(entity, source_key, target_key, is_adopted, run, synced_at) as %s',
        coalesce(
            v_rows_sql,
            'select null::text, null::text, null::text, null::boolean, null::bigint, '
                'null::timestamptz where false'
        )
    );
exception
    when insufficient_privilege then
        perform lockstep_private.write_log(
            null, null, 'warning', 'lockstep_mapping.mappings belongs to another role'
        );
end;
$body$;

comment on function lockstep_private.lay_mappings is
    'Makes the view lockstep_mapping.mappings one of all ledgers but that of an entity that is to '
    'be dropped.';
