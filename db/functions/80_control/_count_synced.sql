-- room: control    audience: private    calls: prefixed_list reject_keys_list
create function lockstep_private.count_synced(shape lockstep_private.shape)
    returns bigint
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_synced bigint;
begin
    execute format(
        $sql$
        select (
            select count(*) from %1$s as l where l.gone_at is null and l.settled_at is null
        ) - (
            select count(*)
            from lockstep_state.reject as r
            where r.entity = %2$L
                and r.closed_at is null
                and r.operation = 'write'
                and exists (
                    select
                    from %1$s as l
                    where (%3$s) = (%4$s) and l.gone_at is null and l.settled_at is null
                )
        )
        $sql$,
        shape.ledger,
        shape.entity,
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'l.'),
        lockstep_private.reject_keys_list(shape)
    )
    into v_synced;

    return v_synced;
end;
$body$;

comment on function lockstep_private.count_synced is
    'Rows of the ledger whose source row stands and is not rejected.';
