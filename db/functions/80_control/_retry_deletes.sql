-- room: control    audience: private    calls: remove_rows remove_sql key_json_sql prefixed_list reject_keys_list
create function lockstep_private.retry_deletes(
    shape   lockstep_private.shape,
    segment lockstep_state.segment
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_done record;
begin
    r_done := lockstep_private.remove_rows(
        shape, segment.run, 100000, lockstep_private.remove_sql(shape),
        format(
            $sql$
            exists (
                select
                from lockstep_state.reject as r
                where r.entity = %L and r.source_key = %s
                    and r.operation = 'delete' and r.closed_at is null
            )
            $sql$,
            shape.entity, lockstep_private.key_json_sql(shape.ledger_source_keys, 'l.')
        ),
        again => true
    );
    segment.is_done  := true;
    segment.written  := r_done.written;
    segment.rejected := r_done.refused - r_done.matched;

    execute format(
        $sql$
        update lockstep_state.reject as r
        set closed_at = clock_timestamp()
        where r.entity = %L and r.operation = 'delete' and r.closed_at is null
            and not exists (
                select
                from %s as l
                where (%s) = (%s) and l.gone_at is not null and l.settled_at is null
            )
        $sql$,
        shape.entity,
        shape.ledger,
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'l.'),
        lockstep_private.reject_keys_list(shape)
    );
    return segment;
end;
$body$;

comment on function lockstep_private.retry_deletes is
    'Tries once more to delete what the database refused to delete in this run, and closes the '
    'rejects of what is gone now.';
