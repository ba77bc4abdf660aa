-- room: control    audience: private    calls: empty_entities secondary_objects set_aside_object
--
-- The locks keep readers out: they are had soon or not at all. 1.5 s is longer than
-- deadlock_timeout by default is, so that an autovacuum at work gives way. Keys whose tables are
-- not the same are built at the same time, those that share one in stages of their own.
create function lockstep_private.set_aside_segment(segment lockstep_state.segment)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '1500ms'
as $body$
declare
    v_target text;
    v_tables text[];
    v_stage  integer;
    r_object lockstep_state.set_aside;
begin
    segment.is_done := true;
    select e.target
    into v_target
    from lockstep_private.empty_entities(array[segment.entity]) as e;

    for r_object in select o.* from lockstep_private.secondary_objects(v_target) as o loop
        r_object.run := segment.run;
        r_object.entity := segment.entity;
        r_object := lockstep_private.set_aside_object(r_object);
        continue when r_object.id is null;

        v_tables := array[r_object.target] || r_object.refers_to;
        select 1000 * (e.level + 1) + case
            when r_object.kind = 'index' then 0
            else (
                select min(k)
                from generate_series(1, 998) as k
                where not exists (
                    select
                    from lockstep_state.segment as s
                    where s.run = segment.run
                        and s.stage = 1000 * (e.level + 1) + k
                        and s.keys -> 'tables' ?| v_tables
                )
            )
        end
        into v_stage
        from lockstep_state.run_entity as e
        where e.run = segment.run and e.entity = segment.entity;
        insert into lockstep_state.segment (run, entity, stage, kind, keys)
        values (
            segment.run, segment.entity, v_stage, 'rebuild',
            jsonb_build_object('object', r_object.id, 'tables', v_tables)
        );
    end loop;
    return segment;
exception
    when lock_not_available then
        raise exception using
            errcode = 'LSJ12',
            message = format(
                'somebody uses %s or a table that it refers to: nothing of it was set aside',
                v_target
            ),
            hint    = format(
                'Run the same command again when nobody does; or give up --fast-first-load: '
                'lockstep cancel %s', segment.run
            );
end;
$body$;

comment on function lockstep_private.set_aside_segment is
    'Sets aside the secondary indexes and foreign keys of an entity''s target, if both are still '
    'empty, and lays out that they are built behind the entity''s level. Raises LSJ12.';
