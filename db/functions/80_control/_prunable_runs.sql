-- room: control    audience: private    calls: nothing
create function lockstep_private.prunable_runs(older_than interval, max_rows integer)
    returns setof bigint
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if older_than is null or older_than < interval '0' or coalesce(max_rows, 0) < 1 then
        raise exception using
            errcode = 'LSJ10',
            message = format('cannot prune %s rows older than %L', max_rows, older_than),
            hint    = 'Give an interval of zero or more and at least one row.';
    end if;

    return query
    select r.id
    from lockstep_state.run as r
    where r.images_pruned_at is not null
        or (
            r.kind in ('sync', 'undo', 'adopt')
            and r.status in ('completed', 'failed', 'cancelled')
            and r.finished_at < now() - older_than
            and not exists (
                select
                from lockstep_state.run as u
                where u.kind = 'undo'
                    and u.status in ('pending', 'running', 'paused', 'failed')
                    and (u.options ->> 'run')::bigint = r.id
            )
        );
end;
$body$;

comment on function lockstep_private.prunable_runs is
    'Runs that ended longer ago than older_than and that nobody is undoing, and those that were '
    'pruned before. Raises LSJ10 for what cannot be pruned by.';
