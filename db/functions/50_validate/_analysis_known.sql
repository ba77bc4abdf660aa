-- room: validate    audience: private    calls: nothing
create function lockstep_private.analysis_known(
    shape           lockstep_private.shape,
    out live        bigint,
    out gone        bigint,
    out settled     bigint,
    out rejected    bigint,
    out target_rows bigint
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    execute format(
        $sql$
        select
            count(*) filter (where l.gone_at is null),
            count(*) filter (where l.gone_at is not null and l.settled_at is null),
            count(*) filter (where l.settled_at is not null),
            (select count(*) from %s)
        from %s as l
        $sql$,
        shape.target, shape.ledger
    )
    into live, gone, settled, target_rows;

    select count(*)
    into rejected
    from lockstep_state.reject as r
    where r.entity = shape.entity and r.closed_at is null and r.operation = 'write';
end;
$body$;

comment on function lockstep_private.analysis_known is
    'Rows of the ledger: live, gone (at the source; the target row is yet to be dealt with), '
    'settled; open rejects; rows of the target.';
