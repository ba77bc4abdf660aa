-- room: compare    audience: private    calls: has_unique_key prefixed_list refuse_duplicates
create function lockstep_private.refuse_expected_twice(shape lockstep_private.shape)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if lockstep_private.has_unique_key(shape.entity) then
        return;
    end if;
    execute format(
        $sql$
        insert into pg_temp.lockstep_diff (%1$s, state)
        select %2$s, 'duplicate'
        from pg_temp.lockstep_expected as e
        group by %2$s
        having count(*) > 1
        $sql$,
        lockstep_private.prefixed_list(shape.ledger_source_keys),
        lockstep_private.prefixed_list(
            array(select 'lockstep_' || k from unnest(shape.ledger_source_keys) as k), 'e.'
        )
    );
    perform lockstep_private.refuse_duplicates(shape);
end;
$body$;

comment on function lockstep_private.refuse_expected_twice is
    'Stops a comparison without the ledger that met a source key twice. Raises LSC01.';
