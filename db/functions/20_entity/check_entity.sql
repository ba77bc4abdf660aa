-- room: entity    audience: public    calls: entity_row incomplete_findings pushdown_findings parity_findings reading_findings index_findings watermark_findings target_findings
create function lockstep.check_entity(name text)
    returns table ("check" text, level text, entity text, detail text, remedy text, key text)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_entity lockstep_state.entity := lockstep_private.entity_row(name);
begin
    return query
    select f.*
    from (
        select i.* from lockstep_private.incomplete_findings(r_entity) as i
        union all
        select i.* from lockstep_private.pushdown_findings(r_entity) as i where r_entity.is_complete
        union all
        select i.* from lockstep_private.parity_findings(r_entity) as i where r_entity.is_complete
        union all
        select i.* from lockstep_private.reading_findings(r_entity) as i
        union all
        select i.* from lockstep_private.index_findings(r_entity) as i
        union all
        select i.* from lockstep_private.watermark_findings(r_entity) as i
        union all
        select i.* from lockstep_private.target_findings(r_entity) as i
    ) as f
    where f.key not in (select m.key from lockstep_state.muted_finding as m)
    order by array_position('{error,warning,info}', f.level), f.key;
end;
$body$;

comment on function lockstep.check_entity is
    'Findings about a mapping: who adds up its fingerprints and why, whether the source computes '
    'the same hashes as we do on real rows, indexes that are missing at the source, and what on '
    'the target rows will meet. Raises LSE01.';
