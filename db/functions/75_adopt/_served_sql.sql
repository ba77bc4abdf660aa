-- room: adopt    audience: private    calls: joined_sql ledger_keys
create function lockstep_private.served_sql(shape lockstep_private.shape, side text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case side
        when 'source' then format(
            'exists (select from %s as l where %s)',
            shape.ledger,
            lockstep_private.joined_sql(
                shape.ledger_source_keys, 'l.', shape.ledger_source_keys, 'o.'
            )
        )
        else (
            select string_agg(
                format(
                    'exists (select from lockstep_ledger.%I as l where %s)',
                    e.name,
                    lockstep_private.joined_sql(
                        lockstep_private.ledger_keys('target', cardinality(e.target_key)), 'l.',
                        array(
                            select shape.ledger_target_keys[array_position(shape.target_keys, k)]
                            from unnest(e.target_key) as k
                        ),
                        'o.'
                    )
                ),
                ' or ' order by e.name
            )
            from lockstep_state.entity as e
            where format('%I.%I', e.target_schema, e.target_table) = shape.target
                and e.target_key <@ shape.target_keys
                and to_regclass(format('lockstep_ledger.%I', e.name)) is not null
        )
    end;
$body$;

comment on function lockstep_private.served_sql is
    'Condition over lockstep_open (o): a ledger knows its source key, or its target key, be it '
    'that of another entity of the same table.';
