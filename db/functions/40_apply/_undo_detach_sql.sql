-- room: apply    audience: private    calls: undo_checked_sql circle_columns joined_sql
create function lockstep_private.undo_detach_sql(
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
            where %4$s and not c.is_changed
            returning c.lockstep_n, %5$s as hash
        ),
        kept as (
            insert into lockstep_state.overwritten
                (run, entity, state, source_key, target_key, before, ledger, after_hash)
            select
                $4, %6$L, 'update', c.lockstep_key, c.lockstep_target, c.now_before, c.now_ledger,
                d.hash
            from checked as c
            join done as d using (lockstep_n)
        ),
        left_alone as (
            insert into lockstep_state.difference (run, entity, source_key, state)
            select $4, %6$L, c.lockstep_key, 'changed' from checked as c where c.is_changed
            on conflict do nothing
        )
        select
            (select count(*) from done),
            (select count(*) from checked) - (select count(*) from done)
        $sql$,
        lockstep_private.undo_checked_sql(shape, undo),
        shape.target,
        (
            select string_agg(format('%I = null', n), ', ')
            from unnest(lockstep_private.circle_columns(shape.entity)) as n
        ),
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'c.'),
        shape.target_hash,
        shape.entity
    );
$body$;

comment on function lockstep_private.undo_detach_sql is
    'One statement that lets the target rows in lockstep_batch go of references in a circle, so '
    'that an order of deletes exists. Placeholders and result as insert_sql.';
