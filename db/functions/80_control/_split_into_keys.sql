-- room: control    audience: private    calls: key_json_sql source_keys_sql count_source plan_keys
create function lockstep_private.split_into_keys(
    shape    lockstep_private.shape,
    scope    lockstep_private.scope,
    segment  lockstep_state.segment,
    is_empty boolean
)
    returns boolean
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
as $body$
declare
    v_from_sql text := format(
        'select %s from pg_temp.lockstep_diff as d',
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'd.')
    );
    v_rows     bigint;
begin
    if is_empty then
        v_from_sql := lockstep_private.source_keys_sql(shape, scope.source_sql);
        v_rows := lockstep_private.count_source(shape.source, scope.source_sql);
    else
        select count(*) into v_rows from pg_temp.lockstep_diff as d;
    end if;
    if v_rows <= shape.batch_rows then
        return false;
    end if;

    perform lockstep_private.plan_keys(segment, v_from_sql, shape.batch_rows);
    return true;
end;
$body$;

comment on function lockstep_private.split_into_keys is
    'Turns a difference of more than batch_rows rows, found in one pass over an entity without '
    'integer key, into segments of keys. Returns false, and does nothing, for a smaller one.';
