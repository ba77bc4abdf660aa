-- room: adopt    audience: private    calls: remove_surplus
create function lockstep_private.surplus_segment(
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
    v_ratio   numeric := coalesce((run.options ->> 'max_delete_ratio')::numeric, 0.1);
    v_surplus bigint;
    v_rows    bigint;
begin
    select count(distinct i.target_key)
    into v_surplus
    from lockstep_state.adoption_issue as i
    where i.run = run.id and i.entity = shape.entity and i.reason = 'duplicate';
    segment.is_done := true;
    if v_surplus = 0 then
        return segment;
    end if;

    execute format('select count(*) from %s as l where l.settled_at is null', shape.ledger)
    into v_rows;
    if v_surplus > v_rows * v_ratio
        and not coalesce((run.options ->> 'allow_deletes')::boolean, false)
    then
        raise exception using
            errcode = 'LSE23',
            message = format(
                '%s duplicates of %s rows of entity %L: nothing was deleted',
                v_surplus, v_rows, shape.entity
            ),
            detail  = format('More than max_delete_ratio = %s.', v_ratio),
            hint    = 'Are they really duplicates (lockstep.adoption_issues)? If so: lockstep '
                      'entity adopt --delete-duplicates --allow-deletes';
    end if;
    segment.written := lockstep_private.remove_surplus(shape, run.id);
    return segment;
end;
$body$;

comment on function lockstep_private.surplus_segment is
    'Deletes target rows that claim a source key which another row was adopted for. Raises LSE23 '
    'before it deletes more of them than max_delete_ratio (default 0.1) of the rows that stay.';
