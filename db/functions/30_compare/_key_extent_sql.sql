-- room: compare    audience: private    calls: nothing
create function lockstep_private.key_extent_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        select least(s.lower, l.lower), greatest(s.upper, l.upper)
        from (select min(%1$s) as lower, max(%1$s) as upper from %2$s as s) as s
        cross join (select min(%3$s) as lower, max(%3$s) as upper from %4$s as l) as l
        $sql$,
        shape.range_source, shape.source, shape.range_ledger, shape.ledger
    );
$body$;

comment on function lockstep_private.key_extent_sql is
    'The statement that asks both sides for their smallest and greatest integer key.';
