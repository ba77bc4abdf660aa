-- room: apply    audience: private    calls: nothing
create function lockstep_private.reject_row(
    entity          text,
    source_key      jsonb,
    operation       text,
    run             bigint,
    code            text,
    constraint_name text,
    column_name     text,
    message         text,
    is_raised       boolean default false
)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    insert into lockstep_state.difference (run, entity, source_key, state, sqlstate)
    select reject_row.run, reject_row.entity, reject_row.source_key, 'refused', code
    where reject_row.operation = 'undo'
    on conflict do nothing;

    insert into lockstep_state.reject as r (
        entity, source_key, operation, reason, sqlstate, constraint_name, column_name, message,
        first_run, last_run, last_at
    )
    select
        reject_row.entity,
        reject_row.source_key,
        reject_row.operation,
        case
            when reject_row.is_raised then 'trigger'
            when left(code, 2) in ('23', '44') then 'constraint'
            when code in ('42804', '22P02', '22P03') then 'type'
            when left(code, 2) in ('22', '21') then 'transform'
            when left(code, 2) in ('P0', '09', '38') then 'trigger'
            else 'other'
        end,
        code,
        nullif(reject_row.constraint_name, ''),
        nullif(reject_row.column_name, ''),
        case
            when left(code, 2) = '22' then regexp_replace(
                regexp_replace(reject_row.message, ': .*$', ': …'), '"[^"]*"', '"…"', 'g'
            )
            else reject_row.message
        end,
        reject_row.run,
        reject_row.run,
        clock_timestamp()
    where reject_row.operation <> 'undo'
    on conflict (entity, source_key) where closed_at is null do update
    set operation = excluded.operation,
        reason = excluded.reason,
        sqlstate = excluded.sqlstate,
        constraint_name = excluded.constraint_name,
        column_name = excluded.column_name,
        message = excluded.message,
        unresolved = null,
        last_run = excluded.last_run,
        last_at = excluded.last_at;
$body$;

comment on function lockstep_private.reject_row is
    'Notes a row that could not be written or deleted; the same row is noted once until it heals. '
    'What an undo could not put back is one of its differences, not a reject. '
    'Messages about data lose the value that they quote. is_raised: by a function of the target, '
    'which says whatever it likes.';
