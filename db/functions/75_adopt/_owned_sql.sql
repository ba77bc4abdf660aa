-- room: adopt    audience: private    calls: ledger_keys
create function lockstep_private.owned_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select string_agg(
        format(
            'select %s from lockstep_ledger.%I as l',
            (
                select string_agg(
                    format(
                        'l.%I as %I',
                        (lockstep_private.ledger_keys('target', cardinality(e.target_key)))[
                            array_position(e.target_key, k.name)
                        ],
                        k.ledger
                    ),
                    ', ' order by k.ordinal
                )
                from unnest(shape.target_keys, shape.ledger_target_keys)
                    with ordinality as k (name, ledger, ordinal)
            ),
            e.name
        ),
        ' union ' order by e.name
    )
    from lockstep_state.entity as e
    where format('%I.%I', e.target_schema, e.target_table) = shape.target
        and e.target_key @> shape.target_keys
        and to_regclass(format('lockstep_ledger.%I', e.name)) is not null;
$body$;

comment on function lockstep_private.owned_sql is
    'The statement for target keys that a ledger knows already, be it that of another entity that '
    'writes to the same table.';
