-- room: report    audience: public    calls: run_progress run_status
create function lockstep.progress(run bigint)
    returns table (
        entity        text,
        level         integer,
        stage_kind    text,
        segments      bigint,
        segments_done bigint,
        rows_done     bigint,
        rows_expected bigint,
        differing     bigint,
        written       bigint,
        rejected      bigint,
        is_done       boolean
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        p.entity,
        p.level,
        p.work,
        p.segments,
        p.segments_done,
        p.rows_done,
        p.rows_expected,
        p.differing,
        p.written,
        p.rejected,
        p.is_done
    from lockstep.run_progress as p
    where p.run = progress.run and lockstep_private.run_status(progress.run) is not null
    order by p.level, p.entity;
$body$;

comment on function lockstep.progress is
    'How far a run has come, entity by entity. stage_kind: what comes next (done for nothing); '
    'rows_expected: from the last run or the source''s statistics, a guess. The view '
    'lockstep.run_progress says more. Raises LSJ05.';
