-- room: apply    audience: private    calls: prefixed_list source_rows_sql
--
-- The diff is empty here: it lends the types of keys that are not known yet.
create function lockstep_private.fresh_rows_sql(
    shape     lockstep_private.shape,
    where_sql text,
    number_sql text
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        select %s as lockstep_n, 'insert'::text as lockstep_state, s.lockstep_hash, %s, %s
        from (%s) as s
        $sql$,
        number_sql,
        (
            select string_agg(
                format('(select d.%1$I from pg_temp.lockstep_diff as d) as lockstep_%1$s', k), ', '
            )
            from unnest(shape.ledger_target_keys) as k
        ),
        (
            select lockstep_private.prefixed_list(array_agg(c.name order by c.ordinal), 's.')
            from lockstep_state.entity_column as c
            where c.entity = shape.entity and c.side = 'source'
        ),
        lockstep_private.source_rows_sql(shape, where_sql)
    );
$body$;

comment on function lockstep_private.fresh_rows_sql is
    'Source rows that the ledger does not know, with the columns of lockstep_batch. where_sql: '
    'condition over s; number_sql: their number.';
