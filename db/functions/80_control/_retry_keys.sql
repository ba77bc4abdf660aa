-- room: control    audience: private    calls: nothing
create function lockstep_private.retry_keys(entity text, run bigint)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select jsonb_agg(k.source_key)
    from (
        select r.source_key
        from lockstep_state.reject as r
        where r.entity = retry_keys.entity
            and r.closed_at is null
            and r.last_run = retry_keys.run
            and r.operation = 'write'
            and r.reason in ('constraint', 'trigger')
            and r.sqlstate in ('23503', '23505', '23P01', '02000')
        order by r.id desc
        limit 100000
    ) as k;
$body$;

comment on function lockstep_private.retry_keys is
    'Source keys of rows that this run could not write for other rows'' sake: a unique value that '
    'was taken, a row that was not there, a trigger that skipped it. Null for none.';
