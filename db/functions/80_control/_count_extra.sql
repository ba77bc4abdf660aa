-- room: control    audience: private    calls: joined_sql
create function lockstep_private.count_extra(shape lockstep_private.shape)
    returns bigint
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set jit = off
as $body$
declare
    v_extra bigint;
begin
    execute format(
        'select count(*) from %s as t where not exists (select from %s as l where %s)',
        shape.target,
        shape.ledger,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'l.')
    )
    into v_extra;

    return v_extra;
end;
$body$;

comment on function lockstep_private.count_extra is
    'Target rows that the ledger does not know.';
