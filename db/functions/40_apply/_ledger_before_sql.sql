-- room: apply    audience: private    calls: joined_sql
--
-- A lateral subquery with a limit is looked up row by row through the primary key; as a plain join
-- the planner would read the whole ledger for a batch.
create function lockstep_private.ledger_before_sql(
    shape  lockstep_private.shape,
    keys   text[],
    prefix text
)
    returns text
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        'cross join lateral (select to_jsonb(o.*) as ledger from %s as o where %s limit 1) as l',
        shape.ledger,
        lockstep_private.joined_sql(shape.ledger_source_keys, 'o.', keys, prefix)
    );
$body$;

comment on function lockstep_private.ledger_before_sql is
    'A join that gives l.ledger, the ledger''s row of a source key as it is before the statement.';
