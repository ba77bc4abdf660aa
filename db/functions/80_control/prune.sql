-- room: control    audience: public    calls: prunable_runs
--
-- Runs are marked before their images go: what is half pruned must not be half undone.
create function lockstep.prune(
    older_than interval default interval '30 days',
    max_rows   integer default 10000
)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_runs bigint[] := array(select lockstep_private.prunable_runs(older_than, max_rows));
    v_rows bigint;
begin
    update lockstep_state.run as r
    set images_pruned_at = clock_timestamp()
    where r.images_pruned_at is null
        and r.id = any (v_runs);
    delete from lockstep_state.overwritten as o
    where o.id in (
        select i.id
        from lockstep_state.overwritten as i
        join lockstep_state.run as r on r.id = i.run
        where r.images_pruned_at is not null
        order by i.id
        limit max_rows
    );
    get diagnostics v_rows = row_count;
    if v_rows = 0 then
        delete from lockstep_state.adoption_issue as o
        where o.id in (
            select i.id
            from lockstep_state.adoption_issue as i
            join lockstep_state.run as r on r.id = i.run
            where r.images_pruned_at is not null and i.before is not null
            order by i.id
            limit max_rows
        );
        get diagnostics v_rows = row_count;
    end if;
    return v_rows;
end;
$body$;

comment on function lockstep.prune is
    'Deletes up to max_rows before-images of runs that ended longer ago than older_than, oldest '
    'first, and returns their number: call it until it returns 0, a transaction each. Such a run '
    'can no longer be undone, nor its conflicts shown. Ledgers and rejects stay. Raises LSJ10.';
