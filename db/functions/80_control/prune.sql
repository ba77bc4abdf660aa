-- room: control    audience: public    calls: nothing
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
    v_rows bigint;
begin
    if older_than is null or older_than < interval '0' or coalesce(max_rows, 0) < 1 then
        raise exception using
            errcode = 'LSJ10',
            message = format('cannot prune %s rows older than %L', max_rows, older_than),
            hint    = 'Give an interval of zero or more and at least one row.';
    end if;

    update lockstep_state.run as r
    set images_pruned_at = clock_timestamp()
    where r.images_pruned_at is null
        and r.kind in ('sync', 'undo')
        and r.status in ('completed', 'failed', 'cancelled')
        and r.finished_at < now() - older_than
        and not exists (
            select
            from lockstep_state.run as u
            where u.kind = 'undo'
                and u.status in ('pending', 'running', 'paused', 'failed')
                and (u.options ->> 'run')::bigint = r.id
        );
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
    return v_rows;
end;
$body$;

comment on function lockstep.prune is
    'Deletes up to max_rows before-images of runs that ended longer ago than older_than, oldest '
    'first, and returns their number: call it until it returns 0, a transaction each. Such a run '
    'can no longer be undone, nor its conflicts shown. Ledgers and rejects stay. Raises LSJ10.';
