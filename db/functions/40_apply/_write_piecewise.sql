-- room: apply    audience: private    calls: prepare_statements try_rows
--
-- After a failure it is known up to where there is a bad row at the latest (v_bad). If the
-- statements stopped at it, what comes before it is written first, and then it stands alone. Where
-- that is not known (constraints that are checked at the end), the piece is halved until it does,
-- and pieces stay small, as each row of a piece is then written several times.
create function lockstep_private.write_piecewise(
    statements   text[],
    run          bigint,
    first        bigint,
    last         bigint,
    out written  bigint,
    out refused  bigint,
    out failures jsonb[]
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set plan_cache_mode = force_generic_plan
as $body$
declare
    v_names text[] := lockstep_private.prepare_statements(statements);
    v_size  bigint := 64;
    v_limit bigint := 4096;
    v_from  bigint := first;
    v_to    bigint := least(first + v_size - 1, last);
    v_bad   bigint;
    r_tried record;
begin
    written := 0;
    refused := 0;
    failures := '{}';
    while v_from <= last loop
        r_tried := lockstep_private.try_rows(v_names, run, v_from, v_to, true);
        written := written + r_tried.written;
        refused := refused + r_tried.refused;

        if r_tried.failure is not null and v_from < v_to then
            v_bad := least(r_tried.stopped_at, v_to);
            if v_bad < v_to then
                v_to := greatest(v_bad - 1, v_from);
            else
                v_to := (v_from + v_to) / 2;
                v_limit := 256;
            end if;
            continue;
        end if;
        if r_tried.failure is not null then
            failures := failures || (r_tried.failure || jsonb_build_object('number', v_from));
            v_size := greatest(v_size / 2, 16);
        else
            v_size := least(greatest(v_size, 2 * (v_to - v_from)), v_limit);
        end if;

        v_from := v_to + 1;
        v_bad := case when v_bad >= v_from then v_bad end;
        v_to := coalesce((v_from + v_bad) / 2, least(v_from + v_size - 1, last));
    end loop;
end;
$body$;

comment on function lockstep_private.write_piecewise is
    'Runs the statements over ever other parts of the rows first to last of lockstep_batch. '
    'Returns rows written, rows refused for unresolved references, and for each row that failed '
    'by itself what try_rows says, with its number.';
