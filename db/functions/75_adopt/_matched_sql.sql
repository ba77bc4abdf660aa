-- room: adopt    audience: private    calls: prefixed_list mapped_columns mapped_sql joined_sql
--
-- As a validation does: the same fingerprint, over what the mapping makes and over what is there.
-- That of the row that is there is in the ledger already.
create function lockstep_private.matched_sql(
    shape      lockstep_private.shape,
    run        bigint,
    source_sql text
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        insert into pg_temp.lockstep_matched
        select %1$s, t.lockstep_source_hash, t.lockstep_unresolved
        from (
            select
                %2$s, m.lockstep_source_hash, m.lockstep_unresolved,
                l.target_hash as lockstep_known, %3$s
            from (select %4$s as lockstep_source_hash,%5$s) as m
            join %6$s as l on %7$s
            where l.run = %8$s and l.settled_at is not null and l.target_hash is not null
        ) as t
        where t.lockstep_known = %9$s
        $sql$,
        lockstep_private.prefixed_list(
            array(select 'lockstep_' || k from unnest(shape.ledger_source_keys) as k), 't.'
        ),
        lockstep_private.prefixed_list(
            array(select 'lockstep_' || k from unnest(shape.ledger_source_keys) as k), 'm.'
        ),
        (
            select string_agg(x.column_sql, ', ')
            from (
                select format('(m.%1$I)::%2$s as %1$I', c.name, c.type) as column_sql
                from lockstep_private.mapped_columns(shape) as c
                union all
                select format('l.%I as %I', k.ledger, k.name)
                from unnest(shape.ledger_target_keys, shape.target_keys) as k (ledger, name)
                where k.name not in (
                    select c.name from lockstep_private.mapped_columns(shape) as c
                )
            ) as x
        ),
        shape.source_hash,
        regexp_replace(lockstep_private.mapped_sql(shape, source_sql), '^select', ''),
        shape.ledger,
        lockstep_private.joined_sql(
            shape.ledger_source_keys, 'l.',
            array(select 'lockstep_' || k from unnest(shape.ledger_source_keys) as k), 'm.'
        ),
        run::bigint,
        shape.target_hash
    );
$body$;

comment on function lockstep_private.matched_sql is
    'Fills lockstep_matched with the source rows (source_sql: which, over s) of which the adopted '
    'target row is what the mapping makes of them: key, fingerprint, unresolved references.';
