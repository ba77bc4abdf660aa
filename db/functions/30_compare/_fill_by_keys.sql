-- room: compare    audience: private    calls: keys_scope fill_expected failed_sql
create function lockstep_private.fill_by_keys(
    shape   lockstep_private.shape,
    keys    jsonb[],
    pairing text,
    columns text[],
    fixed_sql text
)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    c_most  constant integer := 1000;
    v_half  integer := least(c_most, (cardinality(keys) + 1) / 2);
    v_first integer := 1;
    v_sql   text;
    v_code  text;
    v_bad   bigint := 0;
begin
    if cardinality(keys) <= c_most then
        v_sql := (lockstep_private.keys_scope(shape, to_jsonb(keys))).source_sql;
        v_code := lockstep_private.fill_expected(shape, v_sql, pairing);
        if v_code is null then
            return 0;
        end if;
        if cardinality(keys) = 1 then
            execute lockstep_private.failed_sql(shape, v_sql, pairing, columns, fixed_sql, v_code)
            using null::bigint, null::bigint, (
                select s.value from lockstep_state.setting as s where s.name = 'salt'
            );
            return 1;
        end if;
    end if;
    while v_first <= cardinality(keys) loop
        v_bad := v_bad + lockstep_private.fill_by_keys(
            shape, keys[v_first : v_first + v_half - 1], pairing, columns, fixed_sql
        );
        v_first := v_first + v_half;
    end loop;
    return v_bad;
end;
$body$;

comment on function lockstep_private.fill_by_keys is
    'Fills lockstep_expected piece by piece until the rows that the mapping cannot transform stand '
    'alone, and notes those in lockstep_diff with their SQLSTATE. Returns how many they are.';
