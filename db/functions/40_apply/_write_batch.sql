-- room: apply    audience: private    calls: write_or_split key_json_sql update_sql insert_sql parking_statements refuse_skipped close_rejects
--
-- The settings make keys and times read the same as text whoever calls; postgres_fdw pins the same
-- at the source. Updates go first, as they may give up values that inserts want.
create function lockstep_private.write_batch(
    shape       lockstep_private.shape,
    run         bigint,
    rows        bigint,
    is_fresh    boolean default false,
    out written bigint,
    out refused bigint
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
    v_started timestamptz := clock_timestamp();
    v_updates boolean;
begin
    if rows = 0 then
        written := 0;
        refused := 0;
        return;
    end if;

    select exists (
        select from pg_temp.lockstep_batch as b where b.lockstep_state not in ('insert', 'missing')
    )
    into v_updates;

    select w.written, w.refused
    into written, refused
    from lockstep_private.write_or_split(
        shape.entity,
        'write',
        lockstep_private.key_json_sql(shape.source_keys, 'b.'),
        case when v_updates then array[lockstep_private.update_sql(shape)] else '{}' end
            || lockstep_private.insert_sql(shape, is_fresh),
        run, 1, rows,
        case when v_updates then lockstep_private.parking_statements(shape) end
    ) as w;

    if written + refused < rows then
        refused := refused + lockstep_private.refuse_skipped(shape, run, v_started);
    end if;
    perform lockstep_private.close_rejects(shape, v_started);
end;
$body$;

comment on function lockstep_private.write_batch is
    'Writes all rows of lockstep_batch and closes the rejects that healed. Returns rows written '
    'and refused.';
