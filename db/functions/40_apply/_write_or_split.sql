-- room: apply    audience: private    calls: try_rows write_parked write_piecewise refuse_row
create function lockstep_private.write_or_split(
    entity      text,
    operation   text,
    key_sql     text,
    statements  text[],
    run         bigint,
    first       bigint,
    last        bigint,
    parking     text[] default null,
    out written bigint,
    out refused bigint
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
as $body$
declare
    v_failures jsonb[] := array[]::jsonb[];
    v_failure  jsonb;
    r_done     record;
begin
    create temp sequence if not exists lockstep_at;
    r_done := lockstep_private.try_rows(statements, run, first, last, false);
    written := r_done.written;
    refused := r_done.refused;
    if r_done.failure is null then
        return;
    end if;
    create index on pg_temp.lockstep_batch (lockstep_n);

    if r_done.failure ->> 'code' in ('23505', '23P01') and parking is not null then
        r_done := lockstep_private.write_parked(parking, run, first, last);
        written := r_done.written;
        refused := r_done.refused;
        v_failures := r_done.failures;
        if r_done.is_done then
            statements := statements[2:];
        end if;
    end if;
    r_done := lockstep_private.write_piecewise(statements, run, first, last);
    written := written + r_done.written;
    v_failures := v_failures || r_done.failures;
    refused := refused + r_done.refused + cardinality(v_failures);

    foreach v_failure in array v_failures loop
        perform lockstep_private.refuse_row(entity, operation, key_sql, run, v_failure);
    end loop;
end;
$body$;

comment on function lockstep_private.write_or_split is
    'Runs the statements over the rows first to last of lockstep_batch; if they fail, over parts '
    'of them, until the bad rows stand alone and become rejects. operation: write, delete or undo; '
    'key_sql: the source key of a row (alias b) as JSON; parking: as '
    'parking_statements, to be tried in place of the first statement if that fails for unique '
    'values. Returns rows written and refused.';
