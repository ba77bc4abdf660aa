-- room: control    audience: private    calls: segment_scope analysis_from_sql find_differences count_states pull_rows pull_sql
--
-- A whole look says wide when pieces are better looked at by several sessions. Here one does it.
create function lockstep_private.analyze_changes(
    shape             lockstep_private.shape,
    segment           lockstep_state.segment,
    can_tell          boolean,
    out counted       lockstep_state.segment,
    out target_blocks bigint[],
    out from_sql      text
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_states text[] := array['insert', 'update', 'conflict', 'drift', 'missing'];
    r_scope  lockstep_private.scope := lockstep_private.segment_scope(shape, segment);
    r_found  record;
    v_wanted bigint;
begin
    counted := segment;
    from_sql := lockstep_private.analysis_from_sql(shape);
    if not can_tell then
        return;
    end if;

    r_scope.kind := 'all';
    r_found := lockstep_private.find_differences(shape, r_scope, false);
    target_blocks := r_found.target_blocks;
    if r_found.outcome = 'wide' then
        r_scope.kind := 'range';
        r_scope.target_blocks := target_blocks;
        r_found := lockstep_private.find_differences(shape, r_scope, false);
    end if;
    if r_found.outcome = 'empty' then
        counted.insert := segment.source_rows;
        return;
    end if;

    counted.source_rows := r_found.source_rows;
    if r_found.outcome = 'differs' then
        counted := lockstep_private.count_states(counted);
        select count(*)
        into v_wanted
        from pg_temp.lockstep_diff as d
        where d.state = any (v_states);
    end if;
    counted.unchanged := counted.source_rows - counted.insert - counted.update
        - counted.conflict - counted.drift - counted.missing;
    if v_wanted * 10 >= counted.source_rows and v_wanted > 0 then
        return;
    end if;

    from_sql := null;
    if v_wanted > 0 then
        perform lockstep_private.pull_rows(
            shape,
            lockstep_private.pull_sql(shape, r_scope, v_wanted, counted.source_rows, v_states),
            v_states
        );
        from_sql := 'pg_temp.lockstep_batch as s';
    end if;
end;
$body$;

comment on function lockstep_private.analyze_changes is
    'Compares an entity as a whole: the segment with its rows by state, blocks of target keys that '
    'differ, and where the rows that a sync would write can be read: at the source, in '
    'lockstep_batch (those few that differ), or nowhere, as there are none. can_tell: do keys '
    'identify rows? Else nothing is compared.';
