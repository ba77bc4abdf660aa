-- room: apply    audience: private    calls: ledger_keys
create function lockstep_private.resolves_sql(entity text, unresolved_sql text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(
        string_agg(
            format(
                $sql$
                (%1$s ? %2$L and exists (
                    select from lockstep_ledger.%3$I as o
                    where %4$s
                        and o.target_hash is not null
                        and (o.gone_at is null or o.settled_at is not null)
                ))
                $sql$,
                unresolved_sql, r.label, r.refers_to, k.condition_sql
            ),
            ' or '
        ),
        'false'
    )
    from lockstep_state.entity_ref as r
    cross join lateral (
        select string_agg(
            format(
                'o.%I = (%s -> %L ->> %s)::%s',
                (lockstep_private.ledger_keys('source', cardinality(r.key)))[c.key_position],
                unresolved_sql, r.label, c.key_position - 1, c.type
            ),
            ' and '
        ) as condition_sql
        from lockstep_state.entity_column as c
        where c.entity = r.refers_to and c.side = 'source' and c.key_position is not null
    ) as k
    where r.entity = resolves_sql.entity;
$body$;

comment on function lockstep_private.resolves_sql is
    'SQL that is true when one of the unresolved references of a row is known by now.';
