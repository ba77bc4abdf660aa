-- room: entity    audience: private    calls: nothing
create function lockstep_private.relations_under(source text)
    returns setof regclass
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return query
    with recursive relation (id) as (
        select to_regclass(source)::oid
        union
        select d.refobjid
        from relation as r
        join pg_rewrite as w on w.ev_class = r.id
        join pg_depend as d
            on d.classid = 'pg_rewrite'::regclass
            and d.objid = w.oid
            and d.refclassid = 'pg_class'::regclass
    )
    select c.oid::regclass
    from relation as r
    join pg_class as c on c.oid = r.id and c.relkind <> 'v';
end;
$body$;

comment on function lockstep_private.relations_under is
    'The tables that a source view reads, through all views between.';
