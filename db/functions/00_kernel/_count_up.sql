-- room: kernel    audience: private    calls: nothing
create function lockstep_private.count_up(name text, labels jsonb, value double precision)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    insert into lockstep_state.counter as c (name, labels, value)
    values (count_up.name, count_up.labels, count_up.value)
    on conflict on constraint counter_pkey do update set value = c.value + excluded.value;
$body$;

comment on function lockstep_private.count_up is
    'Adds to a sum that outlives the runs it is of, in the caller''s transaction. Whoever adds to '
    'several keeps to one order: others wait.';
