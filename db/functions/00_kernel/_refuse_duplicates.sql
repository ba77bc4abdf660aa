-- room: kernel    audience: private    calls: key_json_sql
create function lockstep_private.refuse_duplicates(shape lockstep_private.shape)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_key jsonb;
begin
    execute format(
        'select %s from pg_temp.lockstep_diff as d where d.state = %L limit 1',
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'd.'), 'duplicate'
    )
    into v_key;

    if v_key is not null then
        raise exception using
            errcode = 'LSC01',
            message = format(
                'source key %s of entity %L is not unique at the source', v_key, shape.entity
            ),
            hint    = format(
                'Add columns to source_key, then: lockstep entity check %s', shape.entity
            );
    end if;
end;
$body$;

comment on function lockstep_private.refuse_duplicates is
    'Stops a comparison that met a source key twice. Raises LSC01.';
