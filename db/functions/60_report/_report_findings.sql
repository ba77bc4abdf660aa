-- room: report    audience: private    calls: run_entities moved_findings
create function lockstep_private.report_findings(run bigint)
    returns table (
        "check"      text,
        level        text,
        entity       text,
        detail       text,
        remedy       text,
        key          text,
        rows         bigint,
        example_keys jsonb
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select f."check", f.level, f.entity, f.detail, f.remedy, f.key, f.rows, f.example_keys
    from (
        select e.level as place, f.*, null::bigint as rows, null::jsonb as example_keys
        from lockstep.run_entities as e
        cross join lateral (
            select
                'accounted', 'error', e.entity,
                format('%s rows at the source, but %s synced, %s rejected and %s excluded',
                    e.source_rows, e.synced, e.rejected, e.excluded),
                format('rows are lost, or somebody changed the ledger: lockstep sync %s', e.entity),
                format('accounted:%s', e.entity)
            where not e.is_accounted
            union all
            select
                'pushdown', 'warning', e.entity,
                format(
                    'pushdown %s: the source does not add up its own rows, they all travel',
                    e.pushdown
                ),
                format('lockstep entity check %s', e.entity), format('pushdown:%s', e.entity)
            where e.pushdown <> 'full'
            union all
            select
                'rejects', 'warning', e.entity,
                format('%s source rows could not be written', e.rejected),
                format('lockstep rejects %s', e.entity), format('rejects:%s', e.entity)
            where e.rejected > 0
            union all
            select
                'deletes', 'warning', e.entity,
                format('%s target rows whose source row is gone could not be deleted', count(*)),
                format('lockstep rejects %s', e.entity), format('deletes:%s', e.entity)
            from lockstep_state.reject as r
            where r.entity = e.entity and r.operation = 'delete' and r.closed_at is null
            having count(*) > 0
            union all
            select
                'extra', 'info', e.entity,
                format(
                    '%s rows of the target table are not lockstep''s; it never touches them',
                    e.extra
                ),
                null, format('extra:%s', e.entity)
            where e.extra > 0
            union all
            select
                'pairing', 'info', e.entity,
                'only the ledger tells which target row belongs to which source row',
                'write the source key to a column of its own, with a unique index',
                format('pairing:%s', e.entity)
            where e.pairing = 'ledger'
            union all
            select
                'settled', 'info', e.entity,
                format('%s differences were gone when they were looked at again', e.settled),
                null, format('settled:%s', e.entity)
            where e.settled > 0
        ) as f ("check", level, entity, detail, remedy, key)
        where e.run = report_findings.run
            and not (f."check" in ('extra', 'rejects') and exists (
                select from lockstep_state.run as r where r.id = e.run and r.kind = 'validate'
            ))
        union all
        select null, m.*, null, null from lockstep_private.moved_findings(report_findings.run) as m
        union all
        select
            array_position('{error,warning,info}', v.level), v."check", v.level, v.entity, v.detail,
            v.remedy, v.key, v.rows, v.example_keys
        from lockstep_state.finding as v
        where v.run = report_findings.run
    ) as f
    where f.key not in (select m.key from lockstep_state.muted_finding as m)
    order by f.place, f.entity, f.key;
$body$;

comment on function lockstep_private.report_findings is
    'What people should know about a run: rows not accounted for, rejects, rows that travelled, '
    'rows of the target that are not lockstep''s, what a validation found.';
