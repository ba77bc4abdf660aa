-- room: compare    audience: private    calls: nothing
create function lockstep_private.count_states(segment lockstep_state.segment)
    returns lockstep_state.segment
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_rows jsonb;
begin
    select coalesce(jsonb_object_agg(d.state, d.rows), '{}')
    into v_rows
    from (
        select d.state, count(*) as rows from pg_temp.lockstep_diff as d group by d.state
    ) as d;

    return jsonb_populate_record(segment, v_rows);
end;
$body$;

comment on function lockstep_private.count_states is
    'The segment with the rows of lockstep_diff counted by state.';
