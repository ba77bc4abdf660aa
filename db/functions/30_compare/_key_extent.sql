-- room: compare    audience: private    calls: nothing
create function lockstep_private.key_extent(
    shape     lockstep_private.shape,
    out lower bigint,
    out upper bigint
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set cpu_operator_cost = 1
    set cpu_tuple_cost = 1
    set jit = off
as $body$
begin
    execute format(
        $sql$
        select least(s.lower, l.lower), greatest(s.upper, l.upper)
        from (select min(%1$s) as lower, max(%1$s) as upper from %2$s as s) as s
        cross join (select min(%3$s) as lower, max(%3$s) as upper from %4$s as l) as l
        $sql$,
        shape.range_source, shape.source, shape.range_ledger, shape.ledger
    )
    into lower, upper;
end;
$body$;

comment on function lockstep_private.key_extent is
    'Smallest and greatest integer key on either side; null when both are empty.';
