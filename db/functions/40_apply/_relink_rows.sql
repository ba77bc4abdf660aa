-- room: apply    audience: private    calls: find_resolvable diff_keys_sql pull_rows write_batch forget_vanished
create function lockstep_private.relink_rows(
    shape       lockstep_private.shape,
    run         bigint,
    rows        integer,
    out matched bigint,
    out written bigint
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_states text[] := array['insert', 'update', 'relink'];
begin
    written := 0;
    matched := lockstep_private.find_resolvable(shape, run, rows);
    if matched = 0 then
        return;
    end if;

    select w.written
    into written
    from lockstep_private.write_batch(
        shape,
        run,
        lockstep_private.pull_rows(shape, lockstep_private.diff_keys_sql(shape, v_states), v_states)
    ) as w;
    perform lockstep_private.forget_vanished(shape, run);
end;
$body$;

comment on function lockstep_private.relink_rows is
    'The second pass: writes up to so many rows again whose references can be resolved by now, and '
    'forgets those that are not at the source any more. Returns rows found and written.';
