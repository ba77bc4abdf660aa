-- room: control    audience: private    calls: key_json_sql count_source
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
        v_from_sql := format(
            'select %s from %s as s where %s',
            lockstep_private.key_json_sql(shape.source_keys, 's.'), shape.source, scope.source_sql
        );
        v_rows := lockstep_private.count_source(shape.source, scope.source_sql);
    else
        select count(*) into v_rows from pg_temp.lockstep_diff as d;
    end if;
    if v_rows <= shape.batch_rows then
        return false;
    end if;

    execute format(
        $sql$
        insert into lockstep_state.segment (run, entity, stage, kind, keys)
        select $1, $2, $3, 'keys', jsonb_agg(k.key)
        from (
            select k.key, (row_number() over () - 1) / $4 as part
            from (%s) as k (key)
        ) as k
        group by k.part
        order by k.part
        $sql$,
        v_from_sql
    )
    using segment.run, segment.entity, segment.stage, least(shape.batch_rows, 10000);
    return true;
end;
$body$;

comment on function lockstep_private.split_into_keys is
    'Turns a difference of more than batch_rows rows, found in one pass over an entity without '
    'integer key or over what moved since a time, into segments of keys. Returns false, and does '
    'nothing, for a smaller one.';
