-- room: compare    audience: private    calls: joined_sql
create function lockstep_private.find_returned(shape lockstep_private.shape)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set jit = off
as $body$
begin
    execute format(
        $sql$
        update pg_temp.lockstep_diff as d
        set state = 'update'
        where d.state = 'insert' and exists (select from %s as t where %s)
        $sql$,
        shape.target,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'd.')
    );
end;
$body$;

comment on function lockstep_private.find_returned is
    'Turns inserts in lockstep_diff into updates where the target row was kept when the source row '
    'went: what comes back is written over it.';
