-- room: report    audience: private    calls: findings adoption_causes run_entities
create function lockstep_private.is_in_step(run bigint)
    returns boolean
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select r.status = 'completed' and r.kind = 'validate' and not exists (
        select
        from lockstep.findings as f
        where f.run = r.id and f.level = 'error' and not f.is_muted
    ) or r.status = 'completed' and r.kind = 'adopt' and not exists (
        select from lockstep.adoption_causes(is_in_step.run) as c where c.is_open
    ) or r.status = 'completed' and r.kind not in ('validate', 'adopt') and not exists (
        select
        from lockstep.run_entities as e
        join lockstep_state.entity as d on d.name = e.entity
        where e.run = r.id
            and (
                e.rejected > 0
                or not coalesce(e.is_accounted, true)
                or (
                    (
                        r.kind in ('compare', 'detect', 'analyze')
                        or (r.kind = 'sync' and r.is_dry)
                    )
                    and e.insert + e.update + e.conflict + e.drift + e.missing + e.delete > 0
                )
                or (d.on_drift = 'keep' and e.drift > 0)
                or (r.kind = 'analyze' and e.synced is null)
            )
    ) and not exists (
        select
        from lockstep_state.reject as j
        where r.kind <> 'undo' and j.entity = any (r.entities) and j.closed_at is null
    )
    from lockstep_state.run as r
    where r.id = is_in_step.run;
$body$;

comment on function lockstep_private.is_in_step is
    'Whether both sides agree as far as this run saw: for a sync after it, for all others as they '
    'found it; not where keys could not be told apart. Rejects and drift that is kept count as '
    'out of step; of an undo, rows left alone; of a validation, errors that nobody '
    'muted; of an adoption, what it could not match.';
