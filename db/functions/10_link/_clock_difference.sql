-- room: link    audience: private    calls: catalog_schema
--
-- postgres_fdw reads through a cursor, and the source says when it was opened. Nothing else there
-- gives its time without a function, which would be computed here.
create function lockstep_private.clock_difference(link text)
    returns interval
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_before timestamptz := clock_timestamp();
    v_there  timestamptz;
    v_after  timestamptz;
begin
    execute format(
        'select max(c.creation_time) from %I.pg_cursors as c',
        lockstep_private.catalog_schema(link)
    )
    into v_there;
    v_after := clock_timestamp();

    return case
        when v_there < v_before then v_there - v_before
        when v_there > v_after then v_there - v_after
        else interval '0'
    end;
end;
$body$;

comment on function lockstep_private.clock_difference is
    'How far the source''s clock is ahead (or, negative, behind), beyond the time that asking '
    'took.';
