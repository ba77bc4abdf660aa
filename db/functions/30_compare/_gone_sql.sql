-- room: compare    audience: private    calls: joined_sql prefixed_list
create function lockstep_private.gone_sql(shape lockstep_private.shape, ledger_sql text)
    returns text
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        insert into pg_temp.lockstep_diff
        select %1$s, %2$s, 'delete', null, null, null
        from %3$s as l
        join %4$s as t on %5$s
        where %6$s
            and l.settled_at is null
            and not exists (select from pg_temp.lockstep_expected as e where %7$s)
            and not exists (select from pg_temp.lockstep_diff as d where %8$s)
        $sql$,
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'l.'),
        lockstep_private.prefixed_list(shape.target_keys, 't.'),
        shape.ledger,
        shape.target,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'l.'),
        ledger_sql,
        lockstep_private.joined_sql(
            array(select 'lockstep_' || k from unnest(shape.ledger_source_keys) as k), 'e.',
            shape.ledger_source_keys, 'l.'
        ),
        lockstep_private.joined_sql(
            shape.ledger_source_keys, 'd.', shape.ledger_source_keys, 'l.'
        )
    );
$body$;

comment on function lockstep_private.gone_sql is
    'Adds to lockstep_diff, as delete, the target rows whose source row is gone, where only the '
    'ledger tells whose they were. ledger_sql: which, over l.';
