-- room: apply    audience: private    calls: key_json_sql ledger_before_sql joined_sql entity_row
create function lockstep_private.remove_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        with doomed as materialized (
            select b.*
            from pg_temp.lockstep_batch as b
            where b.lockstep_n between $1 and $2 and $3::text is not null
        ),
        locked as materialized (
            select d.lockstep_n, to_jsonb(t.*) as before
            from doomed as d
            join %1$s as t on %2$s
            for update of t
        ),
        kept as (
            insert into lockstep_state.overwritten
                (run, entity, state, source_key, target_key, before, ledger)
            select $4, %3$L, 'delete', %4$s, %5$s, k.before, l.ledger
            from doomed as d
            left join locked as k using (lockstep_n)
            %6$s
        ),
        removed as (%7$s),
        settled as (
            update %8$s as l
            set settled_at = clock_timestamp(), run = $4, target_hash = %9$s
            from doomed as d
            left join removed as x using (lockstep_n)
            where %10$s
        )
        select (select count(*) from removed), 0::bigint
        $sql$,
        shape.target,
        k.target_join_sql,
        shape.entity,
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'd.'),
        lockstep_private.key_json_sql(shape.ledger_target_keys, 'd.'),
        lockstep_private.ledger_before_sql(shape, shape.ledger_source_keys, 'd.'),
        case e.on_delete
            when 'delete' then format(
                'delete from %s as t using doomed as d join locked as k using (lockstep_n) '
                    'where %s returning d.lockstep_n, null::bigint as target_hash',
                shape.target, k.target_join_sql
            )
            when 'archive' then format(
                'update %s as t set %s from doomed as d join locked as k using (lockstep_n) '
                    'where %s returning d.lockstep_n, %s as target_hash',
                shape.target, a.assignments_sql, k.target_join_sql, shape.target_hash
            )
            else 'select d.lockstep_n, null::bigint as target_hash from doomed as d where false'
        end,
        shape.ledger,
        case e.on_delete when 'keep' then 'l.target_hash' else 'x.target_hash' end,
        lockstep_private.joined_sql(shape.ledger_source_keys, 'l.', shape.ledger_source_keys, 'd.')
    )
    from lockstep_private.entity_row(shape.entity) as e
    cross join lateral (
        select lockstep_private.joined_sql(
            shape.target_keys, 't.', shape.ledger_target_keys, 'd.'
        ) as target_join_sql
    ) as k
    cross join lateral (
        select string_agg(format('%I = %s', c.name, c.expression), ', ') as assignments_sql
        from jsonb_each_text(e.archive) as c (name, expression)
    ) as a;
$body$;

comment on function lockstep_private.remove_sql is
    'One statement that deletes, archives or keeps the target rows in lockstep_batch, as '
    'on_delete says, after keeping what they were. Placeholders and result as insert_sql.';
