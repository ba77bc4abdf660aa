-- room: apply    audience: private    calls: has_unique_key prefixed_list refuse_duplicates
create function lockstep_private.check_pulled_keys(shape lockstep_private.shape)
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
        insert into pg_temp.lockstep_diff (%s, state)
        select %s, 'duplicate'
        from pg_temp.lockstep_batch as b
        group by %s
        having count(*) > 1
        $sql$,
        lockstep_private.prefixed_list(shape.ledger_source_keys),
        lockstep_private.prefixed_list(shape.source_keys, 'b.'),
        lockstep_private.prefixed_list(shape.source_keys, 'b.')
    );
    perform lockstep_private.refuse_duplicates(shape);
end;
$body$;

comment on function lockstep_private.check_pulled_keys is
    'Stops a first load that pulled a source key twice; a unique index of a plain table is '
    'believed. Raises LSC01.';
