-- room: entity    audience: private    calls: relations_under
create function lockstep_private.entity_link(source text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return (
        select case
            when count(*) = count(l.name) and count(distinct l.name) = 1 then min(l.name)
        end
        from lockstep_private.relations_under(source) as r (id)
        left join pg_foreign_table as f on f.ftrelid = r.id
        left join pg_foreign_server as v on v.oid = f.ftserver
        left join lockstep_state.link as l on l.server = v.srvname
    );
end;
$body$;

comment on function lockstep_private.entity_link is
    'The link that all tables under a source view belong to; null if there are others.';
