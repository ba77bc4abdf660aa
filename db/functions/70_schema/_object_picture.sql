-- room: schema    audience: private    calls: nothing
create function lockstep_private.object_picture(object lockstep_state.set_aside)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select jsonb_build_object(
        'definition', pg_get_indexdef(x.oid),
        'class',
        to_jsonb(x) - '{oid,relfilenode,relpages,reltuples,relallvisible,relallfrozen}'::text[]
            - '{relfrozenxid,relminmxid,reltoastrelid,reltype}'::text[],
        'index', to_jsonb(i) - '{indexrelid,indexprs,indpred,indcheckxmin}'::text[],
        'statistics', (
            select jsonb_agg(to_jsonb(a) -> 'attstattarget' order by a.attnum)
            from pg_attribute as a
            where a.attrelid = x.oid
        ),
        'comment', obj_description(x.oid, 'pg_class'),
        'marks', (
            select jsonb_agg(d.refobjid order by d.refobjid)
            from pg_depend as d
            where d.classid = 'pg_class'::regclass and d.objid = x.oid and d.deptype in ('e', 'x')
        )
    )
    from pg_index as i
    join pg_class as x on x.oid = i.indexrelid
    where object.kind = 'index'
        and i.indrelid = to_regclass(object.target)
        and x.relname = object.name
    union all
    select jsonb_build_object(
        'definition', pg_get_constraintdef(c.oid),
        'constraint', to_jsonb(c) - 'oid',
        'triggers', (
            select jsonb_agg(
                jsonb_build_array(g.tgrelid, g.tgfoid, g.tgenabled, g.tgdeferrable)
                order by g.tgrelid, g.tgfoid
            )
            from pg_trigger as g
            where g.tgconstraint = c.oid
        ),
        'comment', obj_description(c.oid, 'pg_constraint')
    )
    from pg_constraint as c
    where object.kind = 'foreign key'
        and c.contype = 'f'
        and c.conrelid = to_regclass(object.target)
        and c.conname = object.name;
$body$;

comment on function lockstep_private.object_picture is
    'All that the catalog says of an index or a foreign key, without numbers that differ each time '
    'it is made. Null if it is not there.';
