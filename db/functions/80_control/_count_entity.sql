-- room: control    audience: private    calls: count_up
create function lockstep_private.count_entity(run bigint, entity text, counts jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_labels jsonb;
begin
    select jsonb_build_object('entity', entity, 'kind', r.kind)
    into v_labels
    from lockstep_state.run as r
    where r.id = count_entity.run and not r.is_dry;
    if v_labels is null then
        return;
    end if;

    perform lockstep_private.count_up(
        c.name, v_labels || c.more, greatest((counts ->> c.key)::double precision, 0)
    )
    from (
        values
            (1, 'lockstep_rows_compared_total', 'rows', '{}'::jsonb),
            (2, 'lockstep_rows_written_total', 'written', '{}'),
            (3, 'lockstep_rows_refused_total', 'rejected', '{}'),
            (4, 'lockstep_work_seconds_total', 'seconds', '{}'),
            (5, 'lockstep_rows_differing_total', 'insert', '{"state": "insert"}'),
            (6, 'lockstep_rows_differing_total', 'update', '{"state": "update"}'),
            (7, 'lockstep_rows_differing_total', 'conflict', '{"state": "conflict"}'),
            (8, 'lockstep_rows_differing_total', 'drift', '{"state": "drift"}'),
            (9, 'lockstep_rows_differing_total', 'missing', '{"state": "missing"}'),
            (10, 'lockstep_rows_differing_total', 'delete', '{"state": "delete"}')
    ) as c (place, name, key, more)
    where counts ? c.key
    order by c.place;
end;
$body$;

comment on function lockstep_private.count_entity is
    'Adds what a run counted of an entity (counts_of_run) to the sums of lockstep.metrics; nothing '
    'for a dry run.';
