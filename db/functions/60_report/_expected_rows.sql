-- room: report    audience: private    calls: remote_scans
create function lockstep_private.expected_rows(statement_sql text, sent_by regproc)
    returns bigint
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    select case when count(*) = count(s.rows) then sum(s.rows)::bigint end
    from lockstep_private.remote_scans(statement_sql, sent_by) as s;
$body$;

comment on function lockstep_private.expected_rows is
    'How many rows the source''s planner expects a statement to fetch; null if it cannot say.';
