-- room: apply    audience: private    calls: joined_sql prefixed_list
create function lockstep_private.undo_done_sql(shape lockstep_private.shape, state text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        kept as (
            insert into lockstep_state.overwritten
                (run, entity, state, source_key, target_key, before, ledger, after_hash)
            select
                $4, %1$L, %2$L, c.lockstep_key, c.lockstep_target, c.now_before, c.now_ledger,
                d.hash
            from checked as c
            join done as d using (lockstep_n)
        ),
        left_alone as (
            insert into lockstep_state.difference (run, entity, source_key, state, sqlstate)
            select
                $4, %1$L, c.lockstep_key,
                case when c.is_changed then 'changed' else 'refused' end,
                case when not c.is_changed then '02000' end
            from checked as c
            where not exists (select from done as d where d.lockstep_n = c.lockstep_n)
            on conflict do nothing
        ),
        forgotten as (
            delete from %3$s as l
            using checked as c
            join done as d using (lockstep_n)
            where c.ledger is null and %4$s
        ),
        remembered as (
            insert into %3$s as l
            select p.*
            from checked as c
            join done as d using (lockstep_n)
            cross join lateral jsonb_populate_record(
                null::%3$s,
                case
                    when c.ledger ->> 'settled_at' is null then c.ledger || '{"gone_at": null}'
                    else c.ledger
                end
            ) as p
            where c.ledger is not null
            on conflict (%5$s) do update set %6$s
        )
        select
            (select count(*) from done),
            (select count(*) from checked) - (select count(*) from done)
        $sql$,
        shape.entity,
        state,
        shape.ledger,
        lockstep_private.joined_sql(shape.ledger_source_keys, 'l.', shape.ledger_source_keys, 'c.'),
        lockstep_private.prefixed_list(shape.ledger_source_keys),
        (
            select string_agg(format('%1$I = excluded.%1$I', a.attname), ', ' order by a.attnum)
            from pg_attribute as a
            where a.attrelid = to_regclass(shape.ledger) and a.attnum > 0
        )
    );
$body$;

comment on function lockstep_private.undo_done_sql is
    'End of a statement that put back the rows in done (lockstep_n, hash): journal, rows left '
    'alone, and the ledger as it was. Returns rows put back and left alone.';
