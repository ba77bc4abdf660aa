-- room: apply    audience: private    calls: key_json_sql skipped_sql
create function lockstep_private.refuse_skipped(
    shape lockstep_private.shape,
    run   bigint,
    since timestamptz
)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_rows bigint;
begin
    execute format(
        $sql$
        insert into lockstep_state.reject (
            entity, source_key, operation, reason, sqlstate, message, first_run, last_run, last_at
        )
        select
            %L, %s, 'write', 'trigger', '02000',
            'the database wrote nothing: a trigger skipped the row, or it vanished meanwhile',
            $1, $1, clock_timestamp()
        from pg_temp.lockstep_batch as b
        where %s
        on conflict (entity, source_key) where closed_at is null do update
        set reason = excluded.reason,
            sqlstate = excluded.sqlstate,
            constraint_name = null,
            column_name = null,
            message = excluded.message,
            last_run = excluded.last_run,
            last_at = excluded.last_at
        $sql$,
        shape.entity,
        lockstep_private.key_json_sql(shape.source_keys, 'b.'),
        lockstep_private.skipped_sql(shape)
    )
    using run, since;
    get diagnostics v_rows = row_count;

    return v_rows;
end;
$body$;

comment on function lockstep_private.refuse_skipped is
    'Notes as rejects the rows of lockstep_batch that were neither written nor refused since '
    'then. Returns their number.';
