-- room: apply    audience: private    calls: undo_checked_sql undo_done_sql circle_columns joined_sql prefixed_list
--
-- References in a circle come back empty; reattach fills them when all rows are there again.
create function lockstep_private.undo_restore_sql(
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
        written as (
            insert into %2$s as t (%3$s) overriding system value
            select %4$s
            from checked as c
            cross join lateral jsonb_populate_record(null::%2$s, c.before) as p
            where not c.is_changed and not c.is_there
            returning %5$s, %6$s as hash
        ),
        done as (
            select c.lockstep_n, w.hash from checked as c join written as w on %7$s
        ),
        %8$s
        $sql$,
        lockstep_private.undo_checked_sql(shape, undo),
        shape.target,
        string_agg(quote_ident(a.attname), ', ' order by a.attnum),
        string_agg(
            case
                when a.attname = any (lockstep_private.circle_columns(shape.entity)) then 'null'
                else format('p.%I', a.attname)
            end,
            ', ' order by a.attnum
        ),
        lockstep_private.prefixed_list(shape.target_keys, 't.'),
        shape.target_hash,
        lockstep_private.joined_sql(shape.target_keys, 'w.', shape.ledger_target_keys, 'c.'),
        lockstep_private.undo_done_sql(shape, 'insert')
    )
    from pg_attribute as a
    where a.attrelid = to_regclass(shape.target)
        and a.attnum > 0
        and not a.attisdropped
        and a.attgenerated = ''
        and a.attname in (
            select jsonb_object_keys(b.before)
            from (select x.before from pg_temp.lockstep_batch as x limit 1) as b
        );
$body$;

comment on function lockstep_private.undo_restore_sql is
    'One statement that inserts the deleted target rows in lockstep_batch again, with all columns '
    'that they had. Placeholders and result as insert_sql.';
