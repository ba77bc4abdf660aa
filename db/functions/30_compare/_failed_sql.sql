-- room: compare    audience: private    calls: prefixed_list joined_sql derived_key_sql quoted_names
create function lockstep_private.failed_sql(
    shape      lockstep_private.shape,
    source_sql text,
    pairing    text,
    columns    text[],
    fixed_sql  text,
    code       text
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        insert into pg_temp.lockstep_diff
        select
            %1$s, %2$s,
            case when t.lockstep_stands is null then 'missing' else 'update' end,
            null, null, %3$L
        from (select %4$s from %5$s as s where %6$s) as e
        left join %7$s as l on %8$s
        left join (
            select true as lockstep_stands, t.* from %9$s as t where true%11$s
        ) as t on %10$s
        $sql$,
        lockstep_private.prefixed_list(k.names, 'e.'),
        lockstep_private.prefixed_list(shape.target_keys, 't.'),
        code,
        k.keys_list,
        shape.source,
        source_sql,
        shape.ledger,
        case
            when pairing in ('key', 'ledger')
                then lockstep_private.joined_sql(shape.ledger_source_keys, 'l.', k.names, 'e.')
            else 'false'
        end,
        shape.target,
        case
            when pairing in ('key', 'ledger') then lockstep_private.joined_sql(
                shape.target_keys, 't.', shape.ledger_target_keys, 'l.'
            )
            when pairing = 'derive' then format(
                't.%I = %s', shape.target_keys[1],
                lockstep_private.derived_key_sql(
                    shape.entity, lockstep_private.quoted_names(k.names, 'e.'), shape.key_types
                )
            )
            else lockstep_private.joined_sql(columns, 't.', k.names, 'e.')
        end,
        case when pairing in ('origin', 'keep') then fixed_sql else '' end
    )
    from (
        select
            array_agg('lockstep_' || x.ledger_key order by x.ordinal) as names,
            string_agg(
                format('s.%I as %I', x.source_key, 'lockstep_' || x.ledger_key), ', '
                order by x.ordinal
            ) as keys_list
        from unnest(shape.source_keys, shape.ledger_source_keys)
            with ordinality as x (source_key, ledger_key, ordinal)
    ) as k;
$body$;

comment on function lockstep_private.failed_sql is
    'Notes in lockstep_diff the source rows (source_sql) that the mapping cannot transform: '
    'missing, or update if there is a target row, with the SQLSTATE. fixed_sql: what else is true '
    'of the entity''s target rows (t). Placeholder $3: the salt of the installation.';
