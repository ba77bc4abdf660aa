-- room: entity    audience: private    calls: nothing
create function lockstep_private.reading_findings(entity lockstep_state.entity)
    returns table (
        "check" text, level text, entity_name text, detail text, remedy text, key text
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        'mapping_reads',
        'warning',
        entity.name,
        format('an expression of the mapping reads %s: nobody notices changes there', x.relation),
        'join it in the source''s SELECT, or make it a ref',
        format('mapping_reads:%s:%s', entity.name, x.relation)
    from (
        select distinct d.refobjid::regclass as relation
        from pg_rewrite as w
        join pg_depend as d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
        where w.ev_class =
                to_regclass(format('lockstep_mapping.%I', (entity).name || '_projection'))
            and d.refclassid = 'pg_class'::regclass
            and d.refobjid <> w.ev_class
            and d.refobjid <> to_regclass(format('lockstep_mapping.%I', (entity).name || '_source'))
    ) as x
    where not exists (
        select
        from lockstep_state.entity_ref as r
        where r.entity = (reading_findings.entity).name
            and to_regclass(format('lockstep_ledger.%I', r.refers_to)) = x.relation
    );
$body$;

comment on function lockstep_private.reading_findings is
    'Tables that expressions of a mapping read beside the source row.';
