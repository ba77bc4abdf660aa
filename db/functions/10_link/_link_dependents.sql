-- room: link    audience: private    calls: link_row
create function lockstep_private.link_dependents(link text)
    returns table (local_table text, name text, dependent text, entity text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select distinct
        c.relname,
        a.attname,
        case when r.oid is null then pg_describe_object(d.classid, d.objid, d.objsubid)
            else format('view %I.%I', vn.nspname, v.relname) end,
        case when vn.nspname = 'lockstep_mapping'
            then regexp_replace(v.relname, '_(source|projection)$', '') end
    from lockstep_private.link_row(link) as l
    join pg_class as c
        on c.relnamespace = to_regnamespace(quote_ident(l.local_schema)) and c.relkind = 'f'
    join pg_depend as d
        on d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid and d.deptype = 'n'
    left join pg_attribute as a on a.attrelid = c.oid and a.attnum = nullif(d.refobjsubid, 0)
    left join pg_rewrite as r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
    left join pg_class as v on v.oid = r.ev_class
    left join pg_namespace as vn on vn.oid = v.relnamespace;
$body$;

comment on function lockstep_private.link_dependents is
    'Views and other objects that use linked tables. name: the column, null for the whole table; '
    'entity: whose generated view it is.';
