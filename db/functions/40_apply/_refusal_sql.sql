-- room: apply    audience: private    calls: key_json_sql hard_refs
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
            %1$L, %2$s, 'write', 'unresolved_reference', '23503',
            (
                select min(f.name)
                from lockstep_state.entity_ref as f
                where f.entity = %1$L
                    and f.label = any (%3$L::text[])
                    and p.lockstep_unresolved ? f.label
            ),
            'reference to a row that is not synced',
            p.lockstep_unresolved, $4, $4, clock_timestamp()
        from projected as p
        where p.lockstep_unresolved ?| %3$L::text[]
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
        lockstep_private.hard_refs(shape.entity)
    );
$body$;

comment on function lockstep_private.refusal_sql is
    'Notes the projected rows whose references cannot be resolved as rejects. Placeholder $4: '
    'run.';
