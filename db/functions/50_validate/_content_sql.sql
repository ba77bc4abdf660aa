-- room: validate    audience: private    calls: key_json_sql totals_list mapped_rows_sql prefixed_list joined_sql
--
-- Fences keep what is joined narrow, and each hash from being computed twice.
create function lockstep_private.content_sql(
    shape         lockstep_private.shape,
    condition_sql text
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        select
            count(*),
            count(*) filter (where t.lockstep_hash is distinct from a.hash),
            to_jsonb(
                (
                    array_agg(%1$s order by %1$s)
                    filter (where t.lockstep_hash is distinct from a.hash)
                )[1:5]
            ),
            %2$s
        from (select t.*, %3$s as lockstep_hash from (%4$s) as t offset 0) as t
        join (select %5$s, %3$s as hash from %6$s as t offset 0) as a on %7$s
        $sql$,
        lockstep_private.key_json_sql(
            array(select 'lockstep_' || n from unnest(shape.ledger_source_keys) as n), 't.'
        ),
        lockstep_private.totals_list(shape),
        shape.target_hash,
        lockstep_private.mapped_rows_sql(shape, condition_sql),
        lockstep_private.prefixed_list(shape.target_keys, 't.'),
        shape.target,
        lockstep_private.joined_sql(
            shape.target_keys, 'a.',
            array(select 'lockstep_' || n from unnest(shape.ledger_target_keys) as n), 't.'
        )
    );
$body$;

comment on function lockstep_private.content_sql is
    'The statement that holds what the mapping makes of source rows against the target rows that '
    'the ledger has for them: how many, how many differ, up to five source keys of those, and '
    'the totals of the source in the same pass. condition_sql: which rows, over s.';
