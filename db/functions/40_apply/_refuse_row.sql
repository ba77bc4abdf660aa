-- room: apply    audience: private    calls: reject_row
create function lockstep_private.refuse_row(
    entity    text,
    operation text,
    key_sql   text,
    run       bigint,
    failure   jsonb
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_key jsonb;
begin
    execute format(
        'select %s from pg_temp.lockstep_batch as b where b.lockstep_n = $1', key_sql
    )
    into v_key using (failure ->> 'number')::bigint;

    perform lockstep_private.reject_row(
        entity, v_key, operation, run, failure ->> 'code', failure ->> 'constraint',
        failure ->> 'column', failure ->> 'message', (failure ->> 'is_raised')::boolean
    );
end;
$body$;

comment on function lockstep_private.refuse_row is
    'Notes the row of lockstep_batch that failed as a reject. failure: as of write_piecewise.';
