-- room: apply    audience: private    calls: undo_images_sql key_json_sql
create function lockstep_private.undo_candidates_sql(
    shape           lockstep_private.shape,
    kind            text,
    target_join_sql text,
    ledger_join_sql text
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when kind in ('restore', 'revert') then format(
            $sql$
            select x.key, x.target, x.before, x.ledger, x.after_hash
            from (%s) as x
            where x.run = $1
                and x.before is not null
                and %s exists (select from %s as t where %s)
            $sql$,
            lockstep_private.undo_images_sql(shape.entity),
            case kind when 'restore' then 'not' else '' end,
            shape.target, target_join_sql
        )
        else format(
            $sql$
            select
                x.key, x.target, null::jsonb as before,
                case when x.run = $1 then x.ledger end as ledger,
                x.after_hash
            from (%1$s) as x
            where case
                when x.run = $1 then x.before is null
                else (x.ledger ->> 'run')::bigint = $1
                    and not exists (select from %4$s as l where l.run = $1 and %6$s)
            end
            union all
            select l.key, l.target, null, null, null
            from (
                select %2$s as key, %3$s as target
                from %4$s as l
                where l.run = $1
            ) as l
            where ($3 is null or l.key = $3)
                and not exists (
                    select
                    from lockstep_state.overwritten as o
                    where o.run = $1 and o.entity = %5$L and o.source_key = l.key
                )
            $sql$,
            lockstep_private.undo_images_sql(shape.entity),
            lockstep_private.key_json_sql(shape.ledger_source_keys, 'l.'),
            lockstep_private.key_json_sql(shape.ledger_target_keys, 'l.'),
            shape.ledger, shape.entity, ledger_join_sql
        )
    end;
$body$;

comment on function lockstep_private.undo_candidates_sql is
    'The rows that a run overwrote (revert), deleted (restore), or made (withdraw, detach). '
    'Placeholders as undo_images_sql; target_join_sql, '
    'ledger_join_sql: join t and l to the keys of x.';
