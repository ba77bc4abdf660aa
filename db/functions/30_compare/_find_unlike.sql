-- room: compare    audience: private    calls: pairing segment_scope entity_row sampled_sql create_expected fill_expected source_keys_sql fill_by_keys refuse_expected_twice unlike_sql target_scope_sql add_gone
create function lockstep_private.find_unlike(
    shape   lockstep_private.shape,
    segment lockstep_state.segment,
    options jsonb,
    out source_rows bigint,
    out pairing     text
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
    set jit = off
as $body$
declare
    r_pair   record := lockstep_private.pairing(shape.entity, 't');
    r_scope  lockstep_private.scope := lockstep_private.segment_scope(shape, segment);
    v_strict boolean := coalesce((options ->> 'strict')::boolean, false);
    v_deletes boolean := (lockstep_private.entity_row(shape.entity)).on_delete = 'delete'
        and not options ? 'sample';
    v_by_origin boolean := v_deletes and r_pair.kind in ('origin', 'keep') and r_pair.is_owner;
    v_source_sql text := lockstep_private.sampled_sql(shape, r_scope.source_sql, options);
    v_keys   jsonb[];
    v_bad    bigint := 0;
begin
    pairing := r_pair.kind;
    perform lockstep_private.create_expected(shape);
    if lockstep_private.fill_expected(shape, v_source_sql, pairing) is not null then
        execute format(
            'select array_agg(k.key) from (%s) as k (key)',
            lockstep_private.source_keys_sql(shape, v_source_sql)
        )
        into v_keys;
        v_bad := lockstep_private.fill_by_keys(
            shape, v_keys, pairing, r_pair.columns, r_pair.condition_sql
        );
    end if;
    analyze pg_temp.lockstep_expected;
    select count(*) + v_bad into source_rows from pg_temp.lockstep_expected;
    perform lockstep_private.refuse_expected_twice(shape);
    execute lockstep_private.unlike_sql(
        shape, pairing, r_pair.columns,
        case when pairing in ('origin', 'keep') then r_pair.condition_sql else '' end,
        case
            when v_by_origin
                then lockstep_private.target_scope_sql(shape, segment, r_pair.columns)
        end,
        v_strict
    )
    using null::bigint, null::bigint, (
        select s.value from lockstep_state.setting as s where s.name = 'salt'
    );
    if v_deletes and not v_by_origin then
        perform lockstep_private.add_gone(shape, segment, r_scope.ledger_sql, pairing);
    end if;
end;
$body$;

comment on function lockstep_private.find_unlike is
    'Fills lockstep_diff with the rows of a segment that the target does not hold as the mapping '
    'makes them of the source now: missing, update (with columns, or the SQLSTATE of a row that '
    'cannot be transformed), delete. The ledger is asked only where nothing else tells. options: '
    'strict (text is compared, too), sample (share of the source''s keys that is looked at; no '
    'deletes then). Returns how many source rows were looked at, and how they were paired.';
