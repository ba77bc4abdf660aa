-- room: apply    audience: private    calls: key_json_sql
create function lockstep_private.close_rejects(
    shape lockstep_private.shape,
    since timestamptz
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if not exists (
        select
        from lockstep_state.reject as r
        where r.entity = shape.entity and r.closed_at is null and r.last_at < since
    ) then
        return;
    end if;

    execute format(
        $sql$
        update lockstep_state.reject as r
        set closed_at = clock_timestamp()
        from pg_temp.lockstep_batch as b
        where r.entity = %L
            and r.closed_at is null
            and r.operation = 'write'
            and r.last_at < $1
            and r.source_key = %s
        $sql$,
        shape.entity, lockstep_private.key_json_sql(shape.source_keys, 'b.')
    )
    using since;
end;
$body$;

comment on function lockstep_private.close_rejects is
    'Closes the rejects of rows in lockstep_batch that were not refused again since then.';
