-- room: apply    audience: private    calls: new_keys_list projection_sql refusal_sql prefixed_list refused_sql joined_sql renoted_sql kept_insert_sql written_columns broken_keys_sql
create function lockstep_private.insert_sql(
    shape    lockstep_private.shape,
    is_fresh boolean default false,
    rows_sql text default 'pg_temp.lockstep_batch',
    at_once  boolean default false
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        with projected as materialized (
            select p.*, %1$s
            from (%2$s) as p
            where p.lockstep_n between $1 and $2 and p.lockstep_state in ('insert', 'missing')
        ),
        refused as (%3$s),
        written as (
            insert into %4$s as t (%5$s) overriding system value
            select %6$s
            from projected as p
            where not %7$s
                and (not $5 or setval('pg_temp.lockstep_at', p.lockstep_n) > 0)
            returning %8$s, %9$s as target_hash, %18$s as target_version%20$s
        ),
        kept as (%17$s),
        noted as (
            insert into %10$s as l
                (%11$s, %12$s, source_hash, target_hash, target_version, run, synced_at, unresolved)
            select
                %13$s, %14$s, p.lockstep_hash, w.target_hash, w.target_version, $4,
                clock_timestamp(), p.lockstep_unresolved
            from projected as p
            join written as w on %15$s
            %16$s
            returning 1
        )%19$s
        $sql$,
        lockstep_private.new_keys_list(shape),
        lockstep_private.projection_sql(shape, rows_sql),
        lockstep_private.refusal_sql(shape),
        shape.target,
        lockstep_private.prefixed_list(n.names),
        lockstep_private.prefixed_list(n.values_from, 'p.'),
        lockstep_private.refused_sql(shape),
        lockstep_private.prefixed_list(shape.target_keys, 't.'),
        shape.target_hash,
        shape.ledger,
        lockstep_private.prefixed_list(shape.ledger_source_keys),
        lockstep_private.prefixed_list(shape.ledger_target_keys),
        lockstep_private.prefixed_list(
            array(select 'lockstep_' || k from unnest(shape.ledger_source_keys) as k), 'p.'
        ),
        lockstep_private.prefixed_list(shape.target_keys, 'w.'),
        lockstep_private.joined_sql(
            shape.target_keys, 'w.',
            array(select 'lockstep_new_' || k from unnest(shape.ledger_target_keys) as k), 'p.'
        ),
        case when is_fresh then '' else lockstep_private.renoted_sql(shape) end,
        case when is_fresh then 'select 1' else lockstep_private.kept_insert_sql(shape) end,
        shape.target_version,
        coalesce(', checked as (' || b.checked_sql || ')', '')
            || ' select (select count(*) from noted), (select count(*) from refused)'
            || case when b.checked_sql is null then '' else ' + (select count(*) from checked)' end,
        b.returned_list
    )
    from (
        select
            array_agg(c.name order by c.name) as names,
            array_agg(c.value_from order by c.name) as values_from
        from (
            select w.name, w.name as value_from
            from unnest(lockstep_private.written_columns(shape.entity)) as w (name)
            union
            select k.target_key, 'lockstep_new_' || k.ledger_key
            from unnest(shape.target_keys, shape.ledger_target_keys) as k (target_key, ledger_key)
            where k.target_key <> all (lockstep_private.written_columns(shape.entity))
        ) as c
    ) as n
    cross join lockstep_private.broken_keys_sql(shape.target, at_once) as b;
$body$;

comment on function lockstep_private.insert_sql is
    'One statement that inserts the pulled rows in state insert and missing, notes them in the '
    'ledger and refuses those that cannot be written (refused_sql). Placeholders: $1, $2 first and '
    'last number in lockstep_batch, $3 salt, $4 run, $5 whether to note in lockstep_at which row '
    'it is at. Returns rows written and refused. is_fresh: the ledger knows none of the rows. '
    'rows_sql: what to read in place of lockstep_batch. at_once: foreign keys are checked here.';
