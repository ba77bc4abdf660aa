-- room: apply    audience: private    calls: joined_sql key_json_sql late_columns ledger_before_sql
--
-- The ledger notes it as well: the row is to be deleted, but that may be refused.
create function lockstep_private.unlink_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        with locked as materialized (
            select b.*, to_jsonb(t.*) as before, l.ledger
            from pg_temp.lockstep_batch as b
            join %1$s as t on %2$s
            %7$s
            where b.lockstep_n between $1 and $2 and $3::text is not null
            for no key update of t
        ),
        kept as (
            insert into lockstep_state.overwritten
                (run, entity, state, source_key, target_key, before, ledger)
            select $4, %3$L, 'delete', %4$s, %5$s, b.before, b.ledger
            from locked as b
        ),
        unlinked as (
            update %1$s as t
            set %6$s
            from locked as b
            where %2$s
            returning b.lockstep_n, %8$s as target_hash
        ),
        noted as (
            update %9$s as l
            set run = $4, target_hash = u.target_hash
            from locked as b
            join unlinked as u using (lockstep_n)
            where %10$s
        )
        select (select count(*) from unlinked), 0::bigint
        $sql$,
        shape.target,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'b.'),
        shape.entity,
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'b.'),
        lockstep_private.key_json_sql(shape.ledger_target_keys, 'b.'),
        (
            select string_agg(format('%I = null', n), ', ')
            from unnest(lockstep_private.late_columns(shape.entity)) as n
        ),
        lockstep_private.ledger_before_sql(shape, shape.ledger_source_keys, 'b.'),
        shape.target_hash,
        shape.ledger,
        lockstep_private.joined_sql(
            shape.ledger_source_keys, 'l.', shape.ledger_source_keys, 'b.'
        )
    );
$body$;

comment on function lockstep_private.unlink_sql is
    'One statement that empties the late references of the target rows in lockstep_batch, after '
    'keeping what they were. Placeholders and result as insert_sql.';
