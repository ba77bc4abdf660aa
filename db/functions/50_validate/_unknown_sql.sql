-- room: validate    audience: private    calls: joined_sql ledger_keys
create function lockstep_private.unknown_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select string_agg(
        format(
            'not exists (select from lockstep_ledger.%I as l where %s)',
            e.name,
            lockstep_private.joined_sql(
                e.target_key, 't.',
                lockstep_private.ledger_keys('target', cardinality(e.target_key)), 'l.'
            )
        ),
        ' and ' order by e.name
    )
    from lockstep_state.entity as e
    where format('%I.%I', e.target_schema, e.target_table) = shape.target;
$body$;

comment on function lockstep_private.unknown_sql is
    'Condition: no ledger knows a target row (alias t), neither the entity''s own nor that of '
    'another entity that writes to the same table.';
