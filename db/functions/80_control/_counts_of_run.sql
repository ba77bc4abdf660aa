-- room: control    audience: private    calls: nothing
create function lockstep_private.counts_of_run(run bigint, entity text default null)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select jsonb_build_object(
            'rows', c.rows, 'written', c.written, 'rejected', c.rejected,
            'seconds', round(c.seconds::numeric, 3)
        )
        || coalesce(
            (
                select jsonb_object_agg(s.state, s.rows)
                from (
                    values
                        ('insert', c.insert), ('update', c.update), ('conflict', c.conflict),
                        ('drift', c.drift), ('missing', c.missing), ('delete', c.delete)
                ) as s (state, rows)
                where s.rows <> 0
            ),
            '{}'
        )
    from (
        select
            coalesce(sum(s.source_rows), 0) as rows,
            coalesce(sum(s.insert), 0) as insert,
            coalesce(sum(s.update), 0) as update,
            coalesce(sum(s.conflict), 0) as conflict,
            coalesce(sum(s.drift), 0) as drift,
            coalesce(sum(s.missing), 0) as missing,
            coalesce(sum(s.delete), 0) as delete,
            coalesce(sum(s.written), 0) as written,
            coalesce(sum(s.rejected), 0) as rejected,
            coalesce(sum(s.seconds), 0) as seconds
        from lockstep_state.segment as s
        where s.run = counts_of_run.run
            and (s.entity = counts_of_run.entity or counts_of_run.entity is null)
    ) as c;
$body$;

comment on function lockstep_private.counts_of_run is
    'What the segments of a run, or of one entity of it, counted so far: rows looked at, states '
    'that occurred, written, rejected, seconds of work of all sessions together.';
