-- room: control    audience: private    calls: nothing
--
-- The source is read in one snapshot for each transaction here. One that began before the look may
-- have a snapshot older than that: what it reads then proves nothing for the next watermark.
create function lockstep_private.drop_look(segment lockstep_state.segment)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    update lockstep_state.run_entity as e
    set look = null
    where e.run = segment.run
        and e.entity = segment.entity
        and (e.look ->> 'noted_at')::timestamptz >= now();
$body$;

comment on function lockstep_private.drop_look is
    'Forgets the look of an entity in a transaction that began before it.';
