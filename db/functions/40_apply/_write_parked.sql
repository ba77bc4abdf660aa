-- room: apply    audience: private    calls: try_rows write_piecewise
--
-- Rows that swap unique values, or pass them on along a chain, are parked at values that nobody
-- has and then written, all in one subtransaction: nobody sees them parked, and none stays so. A
-- row that is refused (or skipped by a trigger) keeps its old value, which others may want: so all
-- is rolled back, and done again without it, link by link along the chain that ends at such a row,
-- as often as a step of some seconds has time for. The code that ends the subtransaction is one
-- that nothing else raises: that of a class would catch a deadlock, too.
create function lockstep_private.write_parked(
    parking      text[],
    run          bigint,
    first        bigint,
    last         bigint,
    out written  bigint,
    out refused  bigint,
    out failures jsonb[],
    out is_done  boolean
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_started timestamptz := clock_timestamp();
    v_parked  bigint;
    v_new     jsonb[];
    v_out     bigint[];
    r_done    record;
begin
    failures := '{}';
    is_done := false;
    for i in 1 .. greatest(8, least(200000 / (last - first + 1), 1000)) loop
        begin
            v_new := '{}';
            v_out := null;
            r_done := lockstep_private.try_rows(parking[1:1], run, first, last, false);
            exit when r_done.failure is not null;
            v_parked := r_done.written;

            r_done := lockstep_private.try_rows(parking[2:2], run, first, last, false);
            if r_done.failure is not null then
                r_done := lockstep_private.write_piecewise(parking[2:2], run, first, last);
                v_new := r_done.failures;
            end if;
            is_done := v_new = '{}' and r_done.written = v_parked;
            exit when is_done;

            if cardinality(parking) > 2 then
                execute parking[3] into v_out using run, v_started;
            else
                v_out := array(select (f ->> 'number')::bigint from unnest(v_new) as f);
            end if;
            raise exception using
                errcode = 'invalid_savepoint_specification',
                message = 'parked rows are not all written',
                hint    = 'Never seen: it only ends the subtransaction.';
        exception
            when invalid_savepoint_specification then
                exit when coalesce(cardinality(v_out), 0) = 0;
        end;
        failures := failures || v_new;
        update pg_temp.lockstep_batch as b
        set lockstep_state = 'refused'
        where b.lockstep_n = any (v_out);
    end loop;

    written := case when is_done then r_done.written else 0 end;
    refused := case when is_done then r_done.refused else 0 end;
end;
$body$;

comment on function lockstep_private.write_parked is
    'Parks and updates the rows first to last of lockstep_batch (parking: as parking_statements, '
    'the third may be left out). If that worked for all that were not refused or skipped, is_done '
    'is set, and written and refused are as of write_rows. failures: as of write_piecewise; their '
    'rows, and those skipped, are no longer in a state that is written.';
