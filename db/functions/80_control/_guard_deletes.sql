-- room: control    audience: private    calls: doomed_sql count_gone find_doomed entity_shape write_log skip_removal
--
-- Marks can be old: before the run stops for them, the source is asked whether the rows are back.
-- An entity of which no row is left is more likely an empty source than a wish, whatever the ratio.
create function lockstep_private.guard_deletes(
    run     lockstep_state.run,
    segment lockstep_state.segment
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
as $body$
declare
    v_ratio   numeric := coalesce((run.options ->> 'max_delete_ratio')::numeric, 0.1);
    v_allowed boolean := coalesce((run.options ->> 'allow_deletes')::boolean, false);
    v_entity  text;
    v_doomed_sql text;
    r_gone    record;
begin
    segment.is_done := true;
    if run.options -> 'deletes' = 'false' then
        delete from lockstep_state.segment as s
        where s.run = guard_deletes.run.id and s.kind in ('unlink', 'remove');
        return segment;
    end if;
    for v_entity in
        select e.entity
        from lockstep_state.run_entity as e
        where e.run = run.id and e.since is null
        order by e.entity
    loop
        v_doomed_sql := lockstep_private.doomed_sql(run.id, v_entity);
        r_gone := lockstep_private.count_gone(v_entity, v_doomed_sql);
        if r_gone.gone > greatest(least(r_gone.rows * v_ratio, r_gone.rows - 1), 0)
            and not v_allowed
        then
            perform lockstep_private.find_doomed(
                lockstep_private.entity_shape(v_entity), run.id, 100000, v_doomed_sql
            );
            r_gone := lockstep_private.count_gone(v_entity, v_doomed_sql);
        end if;
        if r_gone.gone > greatest(least(r_gone.rows * v_ratio, r_gone.rows - 1), 0)
            and not v_allowed
        then
            raise exception using
                errcode = 'LSA02',
                message = format(
                    '%s of %s rows of entity %L are gone at the source: nothing was deleted',
                    r_gone.gone, r_gone.rows, v_entity
                ),
                detail  = case
                    when r_gone.gone = r_gone.rows then 'No row is left.'
                    else format('More than max_delete_ratio = %s.', v_ratio)
                end,
                hint    = 'Is the source complete? If so: lockstep sync --allow-deletes';
        end if;
        if r_gone.gone > 0 then
            perform lockstep_private.write_log(
                run.id, v_entity, 'info', 'rows that are gone at the source may be dealt with',
                jsonb_build_object('gone', r_gone.gone, 'of', r_gone.rows, 'allowed', v_allowed)
            );
        end if;
        perform lockstep_private.skip_removal(run.id, v_entity);
    end loop;

    return segment;
end;
$body$;

comment on function lockstep_private.guard_deletes is
    'Stops a run before its first delete if more than max_delete_ratio (default 0.1) of an '
    'entity''s rows would go, or all of them. With the option deletes = false takes all '
    'removal off the run: the marks in the ledger are for a later one. Raises LSA02.';
