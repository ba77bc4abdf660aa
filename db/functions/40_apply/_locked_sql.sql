-- room: apply    audience: private    calls: projection_sql joined_sql refused_sql
--
-- The target rows are locked before anything is decided on them, so the before-image is of what is
-- really overwritten, and a change that came in between makes the row a conflict. As an update
-- would lock them: rows that others write may refer to them meanwhile, be it the application or
-- another worker.
create function lockstep_private.locked_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        projected as materialized (
            select p.*
            from (%1$s) as p
            where p.lockstep_n between $1 and $2
                and p.lockstep_state in ('update', 'conflict', 'drift', 'relink')
        ),
        locked as materialized (
            select
                p.lockstep_n,
                to_jsonb(t.*) as before,
                to_jsonb(l.*) as ledger,
                l.run,
                %8$s is distinct from l.target_version
                    and %2$s is distinct from l.target_hash as is_touched
            from projected as p
            join %3$s as l on %4$s
            join %5$s as t on %6$s
            where not %7$s
            for no key update of t
        )
        $sql$,
        lockstep_private.projection_sql(shape),
        shape.target_hash,
        shape.ledger,
        lockstep_private.joined_sql(
            shape.ledger_source_keys, 'l.',
            array(select 'lockstep_' || k from unnest(shape.ledger_source_keys) as k), 'p.'
        ),
        shape.target,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'l.'),
        lockstep_private.refused_sql(shape),
        shape.target_version
    );
$body$;

comment on function lockstep_private.locked_sql is
    'Parts of a statement: the pulled rows in state update, conflict, drift and relink as the '
    'target is to have them (projected), and the target rows as they are, locked (locked).';
