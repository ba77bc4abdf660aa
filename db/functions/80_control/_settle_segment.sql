-- room: control    audience: private    calls: look_again
--
-- Both sides may move while they are compared. What differs is looked at once more (when is_due
-- says so); what agrees by then does not count. Its counters are what changes: they may be
-- negative. Very many differences are no passing ones.
create function lockstep_private.settle_segment(
    shape   lockstep_private.shape,
    run     lockstep_state.run,
    segment lockstep_state.segment
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    c_most  constant integer := 10000;
    v_keys  jsonb;
    v_old   jsonb;
    v_found bigint;
    r_new   lockstep_state.segment;
begin
    select jsonb_agg(d.source_key), count(*)
    into v_keys, v_found
    from (
        select d.source_key
        from lockstep_state.difference as d
        where d.run = segment.run and d.entity = segment.entity
        limit c_most + 1
    ) as d;
    segment.is_done := true;
    if v_found not between 1 and c_most then
        return segment;
    end if;

    with gone as (
        delete from lockstep_state.difference as d
        where d.run = segment.run and d.entity = segment.entity
        returning d.state
    ),
    counted as (
        select g.state, count(*) as rows from gone as g group by g.state
    )
    select jsonb_object_agg(c.state, c.rows) into v_old from counted as c;
    r_new := lockstep_private.look_again(shape, run, segment, v_keys);

    segment.insert   := r_new.insert   - coalesce((v_old ->> 'insert')::bigint, 0);
    segment.update   := r_new.update   - coalesce((v_old ->> 'update')::bigint, 0);
    segment.conflict := r_new.conflict - coalesce((v_old ->> 'conflict')::bigint, 0);
    segment.drift    := r_new.drift    - coalesce((v_old ->> 'drift')::bigint, 0);
    segment.missing  := r_new.missing  - coalesce((v_old ->> 'missing')::bigint, 0);
    segment.delete   := r_new.delete   - coalesce((v_old ->> 'delete')::bigint, 0);
    segment.source_rows := r_new.source_rows
        - (v_found - coalesce((v_old ->> 'delete')::bigint, 0));
    segment.unchanged := segment.source_rows - segment.insert - segment.update
        - segment.conflict - segment.drift - segment.missing;
    update lockstep_state.run_entity as e
    set settled = e.settled + v_found - (
        select count(*)
        from lockstep_state.difference as d
        where d.run = segment.run and d.entity = segment.entity
    )
    where e.run = segment.run and e.entity = segment.entity;
    return segment;
end;
$body$;

comment on function lockstep_private.settle_segment is
    'Looks again at up to 10,000 rows of an entity that differed, when option settle (seconds) has '
    'passed since they were found, and keeps as differences only what still differs.';
