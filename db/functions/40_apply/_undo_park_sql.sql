-- room: apply    audience: private    calls: undo_checked_sql parking_lists joined_sql
create function lockstep_private.undo_park_sql(
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
        projected as materialized (
            select c.lockstep_n, p.*
            from checked as c
            cross join lateral jsonb_populate_record(null::%2$s, c.before) as p
            where c.is_there and not c.is_changed
        ),
        noted as (
            update pg_temp.lockstep_batch as b
            set is_parked = true, parked_before = c.now_before
            from checked as c
            join projected as p using (lockstep_n)
            where b.lockstep_n = c.lockstep_n
        ),
        parked as (
            update %2$s as t
            set %3$s
            from projected as p
            where %4$s and (%5$s)
        )
        select (select count(*) from projected), 0::bigint
        $sql$,
        lockstep_private.undo_checked_sql(shape, undo),
        shape.target,
        l.assignments_list,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.target_keys, 'p.'),
        l.moved_sql
    )
    from lockstep_private.parking_lists(shape) as l
    where l.moved_sql is not null;
$body$;

comment on function lockstep_private.undo_park_sql is
    'One statement that locks the target rows that undo_revert_sql is to set back, notes in '
    'lockstep_batch what they are, and takes them out of each other''s way. Placeholders as '
    'insert_sql; returns the number of rows to set back, and 0. Null if there is nothing to park '
    'by.';
