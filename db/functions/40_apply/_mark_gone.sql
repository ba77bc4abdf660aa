-- room: apply    audience: private    calls: joined_sql
create function lockstep_private.mark_gone(
    shape lockstep_private.shape,
    scope lockstep_private.scope
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    execute format(
        $sql$
        update %s as l
        set gone_at = clock_timestamp()
        from pg_temp.lockstep_diff as d
        where d.state = 'delete' and l.gone_at is null and %s
        $sql$,
        shape.ledger,
        lockstep_private.joined_sql(shape.ledger_source_keys, 'l.', shape.ledger_source_keys, 'd.')
    );

    execute format(
        $sql$
        update %s as l
        set gone_at = null
        where l.gone_at is not null
            and l.settled_at is null
            and (%s)
            and not exists (
                select from pg_temp.lockstep_diff as d where d.state = 'delete' and %s
            )
        $sql$,
        shape.ledger,
        scope.ledger_sql,
        lockstep_private.joined_sql(shape.ledger_source_keys, 'l.', shape.ledger_source_keys, 'd.')
    );
end;
$body$;

comment on function lockstep_private.mark_gone is
    'Notes in the ledger which rows of the scope are gone at the source, and which are back.';
