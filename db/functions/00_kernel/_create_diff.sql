-- room: kernel    audience: private    calls: prefixed_list
create function lockstep_private.create_diff(shape lockstep_private.shape)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
as $body$
begin
    drop table if exists pg_temp.lockstep_diff;
    execute format(
        $sql$
        create temp table lockstep_diff on commit drop as
        select %s, %s, null::text as state, null::bigint as source_hash
        from %s as l
        with no data
        $sql$,
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'l.'),
        lockstep_private.prefixed_list(shape.ledger_target_keys, 'l.'),
        shape.ledger
    );
end;
$body$;

comment on function lockstep_private.create_diff is
    'Creates the temporary table lockstep_diff: keys, state and source hash of rows that differ.';
