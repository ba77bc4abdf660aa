-- room: apply    audience: private    calls: undo_keys undo_candidates_sql linked_sql
--
-- The journal grows while it is read, faster than its statistics: a planner that takes it for empty
-- would go through it in loops.
create function lockstep_private.find_undoable(
    shape    lockstep_private.shape,
    undo     lockstep_state.run,
    kind     text,
    max_rows integer
)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
    set enable_nestloop = off
    set jit = off
as $body$
declare
    r_keys record := lockstep_private.undo_keys(shape);
    v_rows bigint;
begin
    drop table if exists pg_temp.lockstep_batch;
    execute format(
        $sql$
        create temp table lockstep_batch on commit drop as
        select
            row_number() over () as lockstep_n, 'undo' as lockstep_state,
            false as is_parked, null::jsonb as parked_before,
            x.key as lockstep_key, x.target as lockstep_target, x.before, x.ledger, x.after_hash,
            exists (
                select
                from lockstep_state.overwritten as u
                where u.run = $2 and u.entity = %1$L and u.source_key = x.key
            ) as is_started,
            %2$s
        from (%3$s) as x
        where %4$s
            and not exists (
                select
                from lockstep_state.overwritten as u
                where u.run = $2 and u.entity = %1$L and u.source_key = x.key
                    and u.state = any ($4)
            )
            and not exists (
                select
                from lockstep_state.difference as d
                where d.run = $2 and d.entity = %1$L and d.source_key = x.key
            )
        limit $5
        $sql$,
        shape.entity,
        r_keys.keys_list,
        lockstep_private.undo_candidates_sql(
            shape, kind, r_keys.target_join_sql, r_keys.ledger_join_sql
        ),
        case kind
            when 'detach' then lockstep_private.linked_sql(shape, r_keys.target_join_sql)
            else 'true'
        end
    )
    using
        (undo.options ->> 'run')::bigint, undo.id, undo.options -> 'key',
        case kind
            when 'withdraw' then '{delete}'::text[]
            when 'detach' then '{}'
            else '{insert,update}'
        end,
        max_rows;
    get diagnostics v_rows = row_count;
    analyze pg_temp.lockstep_batch (lockstep_n);
    return v_rows;
end;
$body$;

comment on function lockstep_private.find_undoable is
    'Fills lockstep_batch with up to so many rows (null for all) that are still to be undone and '
    'were not left alone. Returns their number.';
