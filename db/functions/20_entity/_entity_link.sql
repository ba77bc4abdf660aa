-- room: entity    audience: private    calls: nothing
create function lockstep_private.entity_link(source text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return (
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
        select case
            when count(*) = count(l.name) and count(distinct l.name) = 1 then min(l.name)
        end
        from relation as r
        join pg_class as c on c.oid = r.id and c.relkind <> 'v'
        left join pg_foreign_table as f on f.ftrelid = c.oid
        left join pg_foreign_server as v on v.oid = f.ftserver
        left join lockstep_state.link as l on l.server = v.srvname
    );
end;
$body$;

comment on function lockstep_private.entity_link is
    'The link that all tables under a source view belong to; null if there are others.';
