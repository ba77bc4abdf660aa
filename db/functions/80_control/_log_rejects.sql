-- room: control    audience: private    calls: write_log
create function lockstep_private.log_rejects(run bigint, entity text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    c_most  constant integer := 20;
    r_cause record;
begin
    for r_cause in
        select
            r.operation,
            r.reason,
            r.sqlstate,
            r.constraint_name as "constraint",
            r.column_name as "column",
            count(*) as rows,
            count(*) filter (where r.first_run = log_rejects.run) as new
        from lockstep_state.reject as r
        where r.entity = log_rejects.entity
            and r.closed_at is null
            and r.last_run = log_rejects.run
        group by 1, 2, 3, 4, 5
        order by count(*) desc, 1, 2, 3, 4, 5
        limit c_most
    loop
        perform lockstep_private.write_log(
            run, entity, 'warning', 'rows rejected', jsonb_strip_nulls(to_jsonb(r_cause))
        );
    end loop;
end;
$body$;

comment on function lockstep_private.log_rejects is
    'Notes the rejects of an entity that a run met, one entry for each of the 20 most frequent '
    'causes. What the database said is left to lockstep.rejects: a trigger may quote the row.';
