-- room: control    audience: private    calls: key_json_sql
create function lockstep_private.refuse_late_refs(shape lockstep_private.shape, run bigint)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    execute format(
        $sql$
        insert into lockstep_state.reject (
            entity, source_key, operation, reason, sqlstate, column_name, message, unresolved,
            first_run, last_run, last_at
        )
        select
            %1$L, %2$s, 'write', 'unresolved_reference', '23503',
            (
                select min(r.name)
                from lockstep_state.entity_ref as r
                where r.entity = %1$L and r.label = any (f.labels) and l.unresolved ? r.label
            ),
            'reference to a row that is not synced; the row stands without it',
            l.unresolved, $1, $1, clock_timestamp()
        from %3$s as l
        cross join (
            select array_agg(r.label) as labels
            from lockstep_state.entity_ref as r
            where r.entity = %1$L and r.if_missing = 'reject'
        ) as f
        where l.unresolved is not null
            and l.unresolved ?| f.labels
            and l.gone_at is null
            and l.settled_at is null
        on conflict (entity, source_key) where closed_at is null do update
        set last_run = excluded.last_run,
            last_at = excluded.last_at,
            unresolved = excluded.unresolved
        $sql$,
        shape.entity,
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'l.'),
        shape.ledger
    )
    using run;
end;
$body$;

comment on function lockstep_private.refuse_late_refs is
    'Notes as rejects the rows that the second pass could not complete and that may not stay so.';
