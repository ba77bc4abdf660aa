-- room: apply    audience: private    calls: joined_sql key_json_sql
create function lockstep_private.skipped_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        not exists (select from %1$s as l where %2$s and l.run = $1 and l.synced_at >= $2)
        and not exists (
            select
            from lockstep_state.reject as r
            where r.entity = %3$L and r.source_key = %4$s
                and r.closed_at is null and r.last_at >= $2
        )
        $sql$,
        shape.ledger,
        lockstep_private.joined_sql(shape.ledger_source_keys, 'l.', shape.source_keys, 'b.'),
        shape.entity,
        lockstep_private.key_json_sql(shape.source_keys, 'b.')
    );
$body$;

comment on function lockstep_private.skipped_sql is
    'Condition over b, a row of lockstep_batch: it was neither written nor refused by run $1 since '
    '$2.';
