-- room: adopt    audience: private    calls: restore_surplus key_json_sql
--
-- What a sync has written since is of that sync's run, and stays.
create function lockstep_private.release_segment(
    shape   lockstep_private.shape,
    undo    lockstep_state.run,
    segment lockstep_state.segment
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_run bigint := (undo.options ->> 'run')::bigint;
    v_key jsonb  := undo.options -> 'key';
begin
    if undo.is_dry then
        select count(*)
        into segment.insert
        from lockstep_state.adoption_issue as i
        where i.run = v_run
            and i.entity = shape.entity
            and i.before is not null
            and (v_key is null or i.source_key = v_key);
    else
        segment.insert := lockstep_private.restore_surplus(shape, v_run, v_key);
        segment.written := segment.insert;
    end if;
    execute format(
        case
            when undo.is_dry then 'select from %1$s as l where %2$s'
            else 'delete from %1$s as l where %2$s'
        end,
        shape.ledger,
        format(
            'l.run = $1 and l.adopted_at is not null and ($2 is null or %s = $2)',
            lockstep_private.key_json_sql(shape.ledger_source_keys, 'l.')
        )
    )
    using v_run, v_key;
    get diagnostics segment.update = row_count;
    segment.source_rows := segment.update + segment.insert;

    update lockstep_state.run_entity as e
    set rejected = 0, finished_at = clock_timestamp()
    where e.run = segment.run and e.entity = segment.entity;
    segment.is_done := true;
    return segment;
end;
$body$;

comment on function lockstep_private.release_segment is
    'Undoes an adoption of an entity: duplicates that it deleted come back (insert), pairs that no '
    'sync has written since leave the ledger (update).';
