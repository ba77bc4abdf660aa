-- room: control    audience: private    calls: validation_findings failed_rows
create function lockstep_private.validate_segment(
    shape   lockstep_private.shape,
    run     lockstep_state.run,
    segment lockstep_state.segment
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_how   lockstep_private.standing;
    r_found record;
    r_is    lockstep_private.standing;
begin
    r_how.min_success    := coalesce((run.options ->> 'min_success')::numeric, 100);
    r_how.sample         := coalesce((run.options ->> 'sample')::numeric, 1);
    r_how.allows_rejects := coalesce((run.options ->> 'allow_rejects')::boolean, false);
    r_found := lockstep_private.validation_findings(shape, r_how, segment.run);
    r_is := r_found.standing;

    insert into lockstep_state.finding (
        run, key, "check", level, entity, detail, remedy, rows, example_keys
    )
    select
        segment.run, f.key, f."check", f.level, f.entity, f.detail, f.remedy, f.rows,
        f.example_keys
    from unnest(r_found.findings) as f;

    segment.is_done     := true;
    r_is.allows_rejects := false;
    update lockstep_state.run_entity as e
    set source_rows = r_is.source_rows + r_is.excluded,
        synced      = r_is.source_rows - lockstep_private.failed_rows(r_is),
        rejected    = r_is.rejected,
        excluded    = r_is.excluded,
        extra       = r_is.extra,
        finished_at = clock_timestamp()
    where e.run = segment.run and e.entity = segment.entity;
    return segment;
end;
$body$;

comment on function lockstep_private.validate_segment is
    'Checks an entity whose content the run has compared, keeps the findings, and closes its '
    'books.';
