-- room: control    audience: private    calls: nothing
--
-- Nobody sleeps in a transaction: until then there is nothing to claim, and who steps waits.
create function lockstep_private.is_due(segment lockstep_state.segment)
    returns boolean
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    select (segment).kind <> 'settle' or coalesce(
        (
            select max(d.found_at)
            from lockstep_state.difference as d
            where d.run = (segment).run and d.entity = (segment).entity
        ) + (r.options ->> 'settle')::double precision * interval '1 s' <= clock_timestamp(),
        true
    )
    from lockstep_state.run as r
    where r.id = (segment).run;
$body$;

comment on function lockstep_private.is_due is
    'Has the time come for a segment? A second look waits until option settle has passed since the '
    'first one.';
