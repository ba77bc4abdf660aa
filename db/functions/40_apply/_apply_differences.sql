-- room: apply    audience: private    calls: written_states load_directly pull_rows check_pulled_keys pull_sql mark_gone write_batch
create function lockstep_private.apply_differences(
    shape       lockstep_private.shape,
    scope       lockstep_private.scope,
    run         bigint,
    source_rows bigint,
    is_empty    boolean,
    out pulled  bigint,
    out written bigint,
    out refused bigint
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_states text[] := lockstep_private.written_states(shape.entity);
    v_wanted bigint;
begin
    pulled := 0;
    if is_empty then
        select d.written, d.refused, d.written + d.refused
        into written, refused, pulled
        from lockstep_private.load_directly(shape, scope, run) as d;
        if pulled is not null then
            return;
        end if;
        pulled := lockstep_private.pull_rows(shape, scope.source_sql, null);
        perform lockstep_private.check_pulled_keys(shape);
    else
        select count(*)
        into v_wanted
        from pg_temp.lockstep_diff as d
        where d.state = any (v_states);
        if v_wanted > 0 then
            pulled := lockstep_private.pull_rows(
                shape,
                lockstep_private.pull_sql(shape, scope, v_wanted, source_rows, v_states),
                v_states
            );
        end if;
        perform lockstep_private.mark_gone(shape, scope);
    end if;

    select w.written, w.refused
    into written, refused
    from lockstep_private.write_batch(shape, run, pulled, is_empty) as w;
end;
$body$;

comment on function lockstep_private.apply_differences is
    'Makes the target as the source is for the rows in lockstep_diff (is_empty: for all rows of '
    'the scope); rows gone at the source are only marked. Returns rows pulled, written and '
    'refused.';
