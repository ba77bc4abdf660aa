-- room: adopt    audience: private    calls: keys_scope try_match
create function lockstep_private.match_by_keys(
    shape lockstep_private.shape,
    run   bigint,
    keys  jsonb[]
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    c_most  constant integer := 1000;
    v_half  integer := least(c_most, (cardinality(keys) + 1) / 2);
    v_first integer := 1;
begin
    if cardinality(keys) <= c_most and (
        lockstep_private.try_match(
            shape, run, (lockstep_private.keys_scope(shape, to_jsonb(keys))).source_sql
        )
        or cardinality(keys) = 1
    ) then
        return;
    end if;
    while v_first <= cardinality(keys) loop
        perform lockstep_private.match_by_keys(shape, run, keys[v_first : v_first + v_half - 1]);
        v_first := v_first + v_half;
    end loop;
end;
$body$;

comment on function lockstep_private.match_by_keys is
    'Fills lockstep_matched piece by piece, and leaves out the rows that the mapping cannot '
    'transform.';
