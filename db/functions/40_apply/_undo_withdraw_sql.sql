-- room: apply    audience: private    calls: undo_checked_sql undo_done_sql joined_sql
create function lockstep_private.undo_withdraw_sql(
    shape lockstep_private.shape,
    undo  lockstep_state.run
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        with %1$s,
        deleted as (
            delete from %2$s as t
            using checked as c
            where %3$s and not c.is_changed
            returning c.lockstep_n
        ),
        done as (
            select c.lockstep_n, null::bigint as hash
            from checked as c
            left join deleted as d using (lockstep_n)
            where not c.is_changed and (not c.is_there or d.lockstep_n is not null)
        ),
        %4$s
        $sql$,
        lockstep_private.undo_checked_sql(shape, undo),
        shape.target,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'c.'),
        lockstep_private.undo_done_sql(shape, 'delete')
    );
$body$;

comment on function lockstep_private.undo_withdraw_sql is
    'One statement that deletes the target rows in lockstep_batch, which a run made. Placeholders '
    'and result as insert_sql.';
