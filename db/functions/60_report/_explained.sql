-- room: report    audience: private    calls: remote_scans
create function lockstep_private.explained(
    purpose       text,
    statement_sql text,
    sent_by       regproc,
    times         bigint,
    rows          bigint,
    added_up      bigint default null,
    extra         bigint default 0
)
    returns jsonb
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'purpose', explained.purpose,
                'times', explained.times,
                'rows', n.rows,
                'bytes', n.rows * (s.row_bytes + explained.extra),
                'sql', s.sql
            )
        ),
        '[]'
    )
    from lockstep_private.remote_scans(statement_sql, sent_by) as s
    cross join lateral (
        select case when s.is_aggregate and explained.added_up is not null then explained.added_up
            else explained.rows end as rows
    ) as n;
$body$;

comment on function lockstep_private.explained is
    'What a statement of a sync asks of the source, as elements of explain_sync''s statements. '
    'rows: how many come back in all, null if that is not known; added_up: how many, if the source '
    'adds them up itself; extra: bytes of a row that the planner does not know of.';
