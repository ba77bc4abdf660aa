-- room: control    audience: private    calls: counts_of_run write_log count_entity log_rejects
create function lockstep_private.log_entity(run bigint, entity text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_entity lockstep_state.run_entity;
    v_books  jsonb;
    v_counts jsonb := lockstep_private.counts_of_run(run, entity);
begin
    select e.*
    into strict r_entity
    from lockstep_state.run_entity as e
    where e.run = log_entity.run and e.entity = log_entity.entity;

    v_books := jsonb_strip_nulls(jsonb_build_object(
        'source', r_entity.source_rows,
        'synced', r_entity.synced,
        'open_rejects', r_entity.rejected,
        'excluded', r_entity.excluded,
        'extra', r_entity.extra
    ));
    perform lockstep_private.write_log(
        run, entity, 'info', 'entity finished',
        v_counts || jsonb_build_object('books', v_books)
    );
    perform lockstep_private.count_entity(run, entity, v_counts);
    if r_entity.is_accounted is false then
        perform lockstep_private.write_log(
            run, entity, 'error', 'rows of the source do not add up to synced and rejected ones',
            v_books
        );
    end if;
    if r_entity.rejected > 0 then
        perform lockstep_private.log_rejects(run, entity);
    end if;
end;
$body$;

comment on function lockstep_private.log_entity is
    'Notes that a run is through with an entity, with what it counted, books that do not add up, '
    'and its rejects by cause; adds what it counted to the sums of all runs.';
