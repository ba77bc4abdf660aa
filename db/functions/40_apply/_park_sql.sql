-- room: apply    audience: private    calls: parking_lists locked_sql kept_sql joined_sql
create function lockstep_private.park_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        with %1$s,
        kept as (%2$s),
        parked as (
            update %3$s as t
            set %4$s
            from projected as p
            join locked as k using (lockstep_n)
            where %5$s and (%6$s) and $3::text is not null
        )
        select (select count(*) from locked), 0::bigint
        $sql$,
        lockstep_private.locked_sql(shape),
        lockstep_private.kept_sql(shape),
        shape.target,
        l.assignments_list,
        lockstep_private.joined_sql(
            shape.target_keys, 't.',
            array(select 'lockstep_' || k from unnest(shape.ledger_target_keys) as k), 'p.'
        ),
        l.moved_sql
    )
    from lockstep_private.parking_lists(shape) as l
    where l.moved_sql is not null;
$body$;

comment on function lockstep_private.park_sql is
    'One statement that locks the target rows that update_sql is to overwrite, keeps what they '
    'were, and takes those out of each other''s way that are to have other unique values. '
    'Placeholders as insert_sql; returns the number of rows locked, and 0. Null if there is '
    'nothing to park by.';
