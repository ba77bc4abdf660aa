-- room: apply    audience: private    calls: undo_park_sql find_undoable write_or_split undo_count_sql undo_restore_sql undo_detach_sql undo_withdraw_sql undo_revert_sql
create function lockstep_private.undo_rows(
    shape       lockstep_private.shape,
    undo        lockstep_state.run,
    kind        text,
    out matched bigint,
    out written bigint,
    out refused bigint
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
    set jit = off
as $body$
declare
    v_parking_sql text := lockstep_private.undo_park_sql(shape, undo);
begin
    written := 0;
    refused := 0;
    matched := lockstep_private.find_undoable(
        shape, undo, kind, case when undo.is_dry then null else shape.batch_rows end
    );
    if matched = 0 then
        return;
    end if;
    select w.written, w.refused
    into written, refused
    from lockstep_private.write_or_split(
        shape.entity,
        'undo',
        'b.lockstep_key',
        array[case
            when undo.is_dry then lockstep_private.undo_count_sql(shape, undo)
            when kind = 'restore' then lockstep_private.undo_restore_sql(shape, undo)
            when kind = 'detach' then lockstep_private.undo_detach_sql(shape, undo)
            when kind = 'withdraw' then lockstep_private.undo_withdraw_sql(shape, undo)
            else lockstep_private.undo_revert_sql(shape, undo)
        end],
        undo.id, 1, matched,
        case when kind = 'revert' and not undo.is_dry and v_parking_sql is not null
            then array[v_parking_sql, lockstep_private.undo_revert_sql(shape, undo)] end
    ) as w;
end;
$body$;

comment on function lockstep_private.undo_rows is
    'Undoes up to batch_rows rows of one kind: restore, detach, withdraw or revert; a dry run only '
    'counts all of them. Returns rows looked at, put back and left alone.';
