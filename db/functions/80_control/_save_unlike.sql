-- room: control    audience: private    calls: key_json_sql
create function lockstep_private.save_unlike(shape lockstep_private.shape, run bigint)
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
        insert into lockstep_state.difference (run, entity, source_key, state, sqlstate, columns)
        select $1, $2, %s, d.state, d.sqlstate, d.columns from pg_temp.lockstep_diff as d
        on conflict do nothing
        $sql$,
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'd.')
    )
    using run, shape.entity;
end;
$body$;

comment on function lockstep_private.save_unlike is
    'Saves keys, states and differing columns of the rows that a comparison without the ledger '
    'found.';
