-- room: adopt    audience: private    calls: undo_keys joined_sql owned_sql unreferenced_sql
create function lockstep_private.remove_surplus(shape lockstep_private.shape, run bigint)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
    set jit = off
as $body$
declare
    v_rows bigint;
begin
    drop table if exists pg_temp.lockstep_open;
    execute format(
        $sql$
        create temp table lockstep_open on commit drop as
        select x.id, %s
        from (
            select i.id, i.source_key as key, i.target_key as target
            from lockstep_state.adoption_issue as i
            where i.run = $1 and i.entity = %L and i.reason = 'duplicate' and i.before is null
        ) as x
        $sql$,
        (lockstep_private.undo_keys(shape)).keys_list, shape.entity
    )
    using run;
    analyze pg_temp.lockstep_open;
    execute format(
        $sql$
        with locked as materialized (
            select o.id, to_jsonb(t.*) as before
            from pg_temp.lockstep_open as o
            join %1$s as t on %2$s
            where not exists (select from (%3$s) as l where %5$s)%4$s
            for update of t
        ),
        deleted as (
            delete from %1$s as t
            using pg_temp.lockstep_open as o
            join locked as k using (id)
            where %2$s
            returning o.id
        )
        update lockstep_state.adoption_issue as i
        set before = k.before
        from locked as k
        join deleted as d using (id)
        where i.id = k.id
        $sql$,
        shape.target,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'o.'),
        lockstep_private.owned_sql(shape),
        lockstep_private.unreferenced_sql(shape),
        lockstep_private.joined_sql(shape.ledger_target_keys, 'l.', shape.ledger_target_keys, 'o.')
    );
    get diagnostics v_rows = row_count;
    return v_rows;
end;
$body$;

comment on function lockstep_private.remove_surplus is
    'Deletes the duplicates of a run that no ledger knows and nobody refers to, and keeps what '
    'they were. Returns how many.';
