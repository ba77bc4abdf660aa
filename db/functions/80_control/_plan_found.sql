-- room: control    audience: private    calls: plan_keys
--
-- A key that was found is looked at again in the step that writes it: it may be in step by now.
create function lockstep_private.plan_found(
    shape   lockstep_private.shape,
    run     lockstep_state.run,
    segment lockstep_state.segment
)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    select lockstep_private.plan_keys(
        segment,
        format(
            $sql$
            select d.source_key
            from lockstep_state.difference as d
            where d.run = %L::bigint and d.entity = %L
            order by d.source_key
            $sql$,
            run.options ->> 'analysis', segment.entity
        ),
        shape.batch_rows
    );
$body$;

comment on function lockstep_private.plan_found is
    'Lays out segments of the keys that a detect found.';
