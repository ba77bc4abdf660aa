-- room: apply    audience: private    calls: undo_checked_sql
create function lockstep_private.undo_count_sql(
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
        left_alone as (
            insert into lockstep_state.difference (run, entity, source_key, state)
            select $4, %2$L, c.lockstep_key, 'changed' from checked as c where c.is_changed
        )
        select
            count(*) filter (where not c.is_changed), count(*) filter (where c.is_changed)
        from checked as c
        $sql$,
        lockstep_private.undo_checked_sql(shape, undo),
        shape.entity
    );
$body$;

comment on function lockstep_private.undo_count_sql is
    'One statement that counts what an undo would put back and notes what it would leave alone. '
    'Placeholders and result as insert_sql.';
