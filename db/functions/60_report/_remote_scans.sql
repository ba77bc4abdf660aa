-- room: report    audience: private    calls: nothing
--
-- A plan depends on settings: those that the function has which really sends the statement. The
-- wire takes 7 bytes more for each row and 4 for each value. Constants weigh nothing there, but the
-- planner gives them the width of their type.
create function lockstep_private.remote_scans(statement_sql text, sent_by regproc)
    returns table (sql text, rows bigint, row_bytes bigint, is_aggregate boolean)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_settings jsonb;
    v_before   jsonb;
    v_plan     jsonb;
begin
    select
        jsonb_object_agg(s.name, substr(c.setting, length(s.name) + 2)),
        jsonb_object_agg(s.name, current_setting(s.name))
    into v_settings, v_before
    from pg_proc as p
    cross join unnest(p.proconfig) as c (setting)
    cross join split_part(c.setting, '=', 1) as s (name)
    where p.oid = sent_by;

    perform set_config(s.key, s.value, true) from jsonb_each_text(v_settings) as s;
    execute 'explain (verbose, format json) ' || statement_sql into v_plan;
    perform set_config(b.key, b.value, true) from jsonb_each_text(v_before) as b;

    return query
    select
        regexp_replace(
            n.node ->> 'Remote SQL', '''\{(NULL|-9223372036854775807)\}''', '''{…}''', 'g'
        ),
        case
            when n.node ->> 'Remote SQL' !~ '\$\d' then (n.node ->> 'Plan Rows')::bigint
        end,
        (n.node ->> 'Plan Width')::bigint + 7 + c.frame - c.constants,
        coalesce(n.node ->> 'Relations' like 'Aggregate on %', false)
    from jsonb_path_query(v_plan, 'strict $.**') as n (node)
    cross join lateral (
        select
            4 * count(*) as frame,
            8 * count(*) filter (where o = 'NULL::bigint')
                + 32 * count(*) filter (where o ~ '^(NULL::numeric|''[^'']*''::text)$') as constants
        from jsonb_array_elements_text(n.node -> 'Output') as o
    ) as c
    where n.node ? 'Remote SQL';
end;
$body$;

comment on function lockstep_private.remote_scans is
    'What a statement asks of the source, without running it: the SQL it sends (… for keys that '
    'only a run knows), how many rows of what size the planner expects back (null rows if it asks '
    'again and again), and whether the source adds up. sent_by: the function that runs it.';
