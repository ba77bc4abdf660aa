-- room: control    audience: private    calls: key_json_sql
create function lockstep_private.save_differences(
    shape    lockstep_private.shape,
    scope    lockstep_private.scope,
    run      bigint,
    is_empty boolean
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
as $body$
begin
    execute format(
        $sql$
        insert into lockstep_state.difference (run, entity, source_key, state)
        select $1, $2, x.key, x.state from (%s) as x (key, state)
        on conflict do nothing
        $sql$,
        case
            when is_empty then format(
                'select %s, %L from %s as s where %s',
                lockstep_private.key_json_sql(shape.source_keys, 's.'), 'insert', shape.source,
                scope.source_sql
            )
            else format(
                'select %s, d.state from pg_temp.lockstep_diff as d',
                lockstep_private.key_json_sql(shape.ledger_source_keys, 'd.')
            )
        end
    )
    using run, shape.entity;
end;
$body$;

comment on function lockstep_private.save_differences is
    'Saves the keys and states of the rows that a detect found.';
