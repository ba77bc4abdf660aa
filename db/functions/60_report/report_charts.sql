-- room: report    audience: public    calls: run_status chart_keys chart_columns chart_pace chart_history
create function lockstep.report_charts(run bigint)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select jsonb_build_object(
        'keys', case
            when r.kind <> 'undo' then lockstep_private.chart_keys(r.id)
            else jsonb '[]'
        end,
        'columns', lockstep_private.chart_columns(r.id),
        'pace', lockstep_private.chart_pace(r.id),
        'history', lockstep_private.chart_history(r.entities, r.id)
    )
    from lockstep_private.run_status(report_charts.run) as known (status)
    left join lockstep_state.run as r on r.id = report_charts.run
    where known.status is not null;
$body$;

comment on function lockstep.report_charts is
    'What the pictures of a run''s report show, in some hundreds of points: keys (where '
    'differences lie), columns (which differ most), pace (rows per second over time), history '
    '(differences of the runs before). Raises LSJ05.';
