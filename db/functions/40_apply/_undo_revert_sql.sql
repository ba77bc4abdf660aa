-- room: apply    audience: private    calls: undo_checked_sql undo_done_sql undo_columns joined_sql
create function lockstep_private.undo_revert_sql(
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
        done as (
            update %2$s as t
            set %3$s
            from checked as c
            cross join lateral jsonb_populate_record(null::%2$s, c.before) as p
            where %4$s and not c.is_changed
            returning c.lockstep_n, %5$s as hash
        ),
        %6$s
        $sql$,
        lockstep_private.undo_checked_sql(shape, undo),
        shape.target,
        (
            select string_agg(
                format(
                    case
                        when c.is_mapped then '%1$I = p.%1$I'
                        else '%1$I = case when c.ledger ->> ''settled_at'' is null and '
                            'c.now_ledger ->> ''settled_at'' is null then t.%1$I else p.%1$I end'
                    end,
                    c.name
                ),
                ', ' order by c.name
            )
            from lockstep_private.undo_columns(shape) as c
        ),
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'c.'),
        shape.target_hash,
        lockstep_private.undo_done_sql(shape, 'update')
    );
$body$;

comment on function lockstep_private.undo_revert_sql is
    'One statement that sets the columns that lockstep writes back to what the before-images in '
    'lockstep_batch have; those of archive alone only where a row was archived. '
    'Placeholders and result as insert_sql.';
