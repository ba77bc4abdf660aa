-- room: entity    audience: private    calls: ledger_keys
create function lockstep_private.projection_from_sql(entity text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format('lockstep_mapping.%I as s', projection_from_sql.entity || '_source') || coalesce(
        string_agg(
            format(
                E'\nleft join lockstep_ledger.%1$I as r%2$s on %3$s'
                    ' and r%2$s.target_hash is not null'
                    ' and (r%2$s.gone_at is null or r%2$s.settled_at is not null)',
                r.refers_to, r.ordinal, k.condition_sql
            ),
            '' order by r.ordinal
        ),
        ''
    )
    from lockstep_state.entity_ref as r
    cross join lateral (
        select string_agg(
            format(
                'r%s.%I = (%s)',
                r.ordinal,
                (lockstep_private.ledger_keys('source', cardinality(r.key)))[x.ordinal],
                x.expression
            ),
            ' and ' order by x.ordinal
        ) as condition_sql
        from unnest(r.key) with ordinality as x (expression, ordinal)
    ) as k
    where r.entity = projection_from_sql.entity;
$body$;

comment on function lockstep_private.projection_from_sql is
    'The source view as s, and as r1, r2 … the ledgers of the entities referred to. A reference '
    'finds only rows whose target row stands and is to stay.';
