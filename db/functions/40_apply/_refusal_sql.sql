-- room: apply    audience: private    calls: key_json_sql hard_refs null_column_sql refused_sql
create function lockstep_private.refusal_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        insert into lockstep_state.reject as r (
            entity, source_key, operation, reason, sqlstate, column_name, message, unresolved,
            first_run, last_run, last_at
        )
        select
            %1$L, %2$s, 'write',
            case when n.is_unresolved then 'unresolved_reference' else 'constraint' end,
            case when n.is_unresolved then '23503' else '23502' end,
            case
                when n.is_unresolved then (
                    select min(f.name)
                    from lockstep_state.entity_ref as f
                    where f.entity = %1$L
                        and f.label = any (%3$L::text[])
                        and p.lockstep_unresolved ? f.label
                )
                else n.null_column
            end,
            case
                when n.is_unresolved then 'reference to a row that is not synced'
                else format(
                    'null value in column "%%s" of relation "%%s" violates not-null constraint',
                    n.null_column, %6$L
                )
            end,
            case when n.is_unresolved then p.lockstep_unresolved end, $4, $4, clock_timestamp()
        from projected as p
        cross join lateral (
            select
                coalesce(p.lockstep_unresolved ?| %3$L::text[], false) as is_unresolved,
                %4$s as null_column
        ) as n
        where %5$s
        on conflict (entity, source_key) where closed_at is null do update
        set operation = excluded.operation,
            reason = excluded.reason,
            sqlstate = excluded.sqlstate,
            constraint_name = null,
            column_name = excluded.column_name,
            message = excluded.message,
            unresolved = excluded.unresolved,
            last_run = excluded.last_run,
            last_at = excluded.last_at
        returning 1
        $sql$,
        shape.entity,
        lockstep_private.key_json_sql(
            array(select 'lockstep_' || k from unnest(shape.ledger_source_keys) as k), 'p.'
        ),
        lockstep_private.hard_refs(shape.entity),
        lockstep_private.null_column_sql(shape),
        lockstep_private.refused_sql(shape),
        (select c.relname from pg_class as c where c.oid = to_regclass(shape.target))
    );
$body$;

comment on function lockstep_private.refusal_sql is
    'Notes the projected rows that cannot be written (refused_sql) as rejects. Placeholder $4: '
    'run.';
