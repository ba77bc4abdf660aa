-- room: report    audience: private    calls: nothing
create function lockstep_private.analysis_row_bytes(entity text)
    returns bigint
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select t.row_bytes
    from lockstep_state.entity as e
    cross join lockstep_state.link as l
    join lockstep_state.linked_table as t on t.link = l.name
    where e.name = analysis_row_bytes.entity
        and e.base_table = format('%I.%I', l.local_schema, t.local_table)
    limit 1;
$body$;

comment on function lockstep_private.analysis_row_bytes is
    'About how large a row of an entity''s base table is, as the source has it; null if unknown.';
