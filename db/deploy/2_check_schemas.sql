-- Are the schemas that will be dropped and laid again ours, and does nobody else build on them?
do $body$
declare
    v_schema    text;
    v_is_ours   boolean := pg_catalog.to_regclass('lockstep_state.deployment') is not null;
    v_owned     boolean;
    v_dependent text;
begin
    for v_schema, v_owned in
        select n.nspname, pg_catalog.pg_has_role(current_user, n.nspowner, 'USAGE')
        from pg_catalog.pg_namespace as n
        where n.nspname in ('lockstep', 'lockstep_private', 'lockstep_state')
        order by n.nspname
    loop
        if not v_is_ours or not v_owned then
            raise exception using
                errcode = 'LSK06',
                message = format('schema %L belongs to somebody else', v_schema),
                hint    = 'Deploy as the role that deployed first, or rename that schema.';
        end if;
    end loop;

    with
    ours as (
        select n.oid
        from pg_catalog.pg_namespace as n
        where n.nspname in ('lockstep', 'lockstep_private')
    ),
    laid (classid, objid) as (
        select 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid
        from pg_catalog.pg_proc as p
        where p.pronamespace in (select o.oid from ours as o)
            -- stays as it is, for expressions of mappings
            and p.oid is distinct from pg_catalog.to_regprocedure('lockstep.try_jsonb(text)')
        union all
        select 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid
        from pg_catalog.pg_class as c
        where c.relnamespace in (select o.oid from ours as o)
        union all
        select 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid
        from pg_catalog.pg_type as t
        where t.typnamespace in (select o.oid from ours as o)
    ),
    dependent as (
        select
            d.classid,
            d.objid,
            d.objsubid,
            -- What hangs on a table (rule, default, check, trigger, policy) is named by its table.
            coalesce(r.ev_class, a.adrelid, nullif(k.conrelid, 0), g.tgrelid, y.polrelid, c.oid)
                as relation,
            f.pronamespace
        from pg_catalog.pg_depend as d
        join laid as l on l.classid = d.refclassid and l.objid = d.refobjid
        left join pg_catalog.pg_rewrite as r
            on d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass and r.oid = d.objid
        left join pg_catalog.pg_attrdef as a
            on d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass and a.oid = d.objid
        left join pg_catalog.pg_constraint as k
            on d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass and k.oid = d.objid
        left join pg_catalog.pg_trigger as g
            on d.classid = 'pg_catalog.pg_trigger'::pg_catalog.regclass and g.oid = d.objid
        left join pg_catalog.pg_policy as y
            on d.classid = 'pg_catalog.pg_policy'::pg_catalog.regclass and y.oid = d.objid
        left join pg_catalog.pg_class as c
            on d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and c.oid = d.objid
        left join pg_catalog.pg_proc as f
            on d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and f.oid = d.objid
        where not exists (
            select from laid as i where i.classid = d.classid and i.objid = d.objid
        )
    )
    select pg_catalog.string_agg(distinct x.name, e'\n' order by x.name)
    into v_dependent
    from (
        select case when e.relation is null
            then pg_catalog.pg_describe_object(e.classid, e.objid, e.objsubid)
            else pg_catalog.pg_describe_object(
                'pg_catalog.pg_class'::pg_catalog.regclass, e.relation, 0
            )
        end as name
        from dependent as e
        left join pg_catalog.pg_class as c on c.oid = e.relation
        where coalesce(c.relnamespace, e.pronamespace, 0) not in (select o.oid from ours as o)
    ) as x;

    if v_dependent is not null then
        raise exception using
            errcode = 'LSK02',
            message = 'other objects depend on lockstep''s functions or views',
            detail  = v_dependent,
            hint    = 'Drop them, deploy, and create them again; nothing was changed.';
    end if;
end;
$body$;
