-- room: apply    audience: private    calls: joined_sql ledger_before_sql
--
-- A row is as a sync left it if the ledger names that run and the target row has the hash noted
-- there; as an undo left it, if no later run wrote it and the target row has the hash that the
-- journal noted. Rows that this undo has begun with (detached) differ by its own doing; those that
-- others had changed, or deleted, before and the run let be are as its before-image.
create function lockstep_private.undo_checked_sql(
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
        locked as materialized (
            select b.lockstep_n, to_jsonb(t.*) as now_before, %1$s as hash
            from pg_temp.lockstep_batch as b
            join %2$s as t on %3$s
            where b.lockstep_n between $1 and $2 and $3::text is not null
            %4$s
        ),
        checked as materialized (
            select
                b.*, l.ledger as now_ledger, k.lockstep_n is not null as is_there,
                case when b.is_parked then b.parked_before else k.now_before end as now_before,
                %5$s and not b.is_parked and (
                    %6$s
                    or (
                        not b.is_started and k.hash is distinct from %7$s
                        and not coalesce(
                            k.now_before = b.before,
                            k.lockstep_n is null and b.before is null
                                and b.ledger ->> 'gone_at' is not null
                        )
                    )
                ) as is_changed
            from pg_temp.lockstep_batch as b
            left join locked as k using (lockstep_n)
            left %8$s on true
            where b.lockstep_n between $1 and $2 and b.lockstep_state = 'undo'
        )
        $sql$,
        shape.target_hash,
        shape.target,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'b.'),
        case when undo.is_dry then '' else 'for update of t' end,
        case when (undo.options ->> 'force')::boolean then 'false' else 'true' end,
        case r.kind
            when 'undo' then format('coalesce((l.ledger ->> ''run'')::bigint > %s, false)', r.id)
            else format('(l.ledger ->> ''run'')::bigint is distinct from %s', r.id)
        end,
        case r.kind
            when 'undo' then 'b.after_hash'
            else '(l.ledger ->> ''target_hash'')::bigint'
        end,
        replace(
            lockstep_private.ledger_before_sql(shape, shape.ledger_source_keys, 'b.'),
            'cross join', 'join'
        )
    )
    from lockstep_state.run as r
    where r.id = (undo.options ->> 'run')::bigint;
$body$;

comment on function lockstep_private.undo_checked_sql is
    'Parts of a statement: the target rows of lockstep_batch, locked, and in checked what is there '
    'now and whether somebody changed it since (never, with force). Placeholders as insert_sql.';
