-- room: report    audience: private    calls: source_origins remote_scans pull_rows
--
-- The planner knows values as they are stored: compressed, or elsewhere. Thirty rows tell, those
-- that the source gives first; a view there might compute all of its rows for them. Who may sync
-- need not be allowed to read the linked table itself.
create function lockstep_private.sampled_extra(shape lockstep_private.shape)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_rows_sql text;
    v_columns  integer;
    v_extra    numeric;
begin
    select
        format('select %s from %s as s', string_agg(format('s.%I', f.attname), ', '), e.base_table),
        count(*)
    into v_rows_sql, v_columns
    from lockstep_state.entity as e
    join lockstep_state.linked_table as t
        on t.is_linked and t.kind in ('table', 'partitioned table', 'materialized view')
    join lockstep_state.link as l
        on l.name = t.link and e.base_table = format('%I.%I', l.local_schema, t.local_table)
    join pg_namespace as n on n.nspname = l.local_schema
    join pg_class as b on b.relnamespace = n.oid and b.relname = t.local_table
    join lockstep_private.source_origins(shape.source) as o on o.origin = b.oid
    join pg_attribute as f on f.attrelid = o.origin and f.attnum = o.origin_column
    join pg_attribute as a on a.attrelid = to_regclass(shape.source) and a.attnum = o.ordinal
    join lockstep_state.entity_column as c
        on c.entity = e.name and c.side = 'source' and c.name = a.attname
    where e.name = shape.entity
        and has_schema_privilege(n.oid, 'usage')
        and has_table_privilege(b.oid, 'select')
        and exists (
            select
            from pg_user_mappings as m
            where m.srvname = l.server and (m.usename = current_user or m.umuser = 0)
        )
    group by e.base_table;

    if v_rows_sql is not null then
        execute format('select avg(octet_length(s::text)) from (%s limit 30) as s', v_rows_sql)
        into v_extra;
        select v_extra + 6 + 3 * v_columns - s.row_bytes
        into v_extra
        from lockstep_private.remote_scans(v_rows_sql, 'lockstep_private.pull_rows') as s;
    end if;
    return coalesce(round(v_extra), 0);
end;
$body$;

comment on function lockstep_private.sampled_extra is
    'How many bytes the first rows of an entity''s base table take more (or less) than the planner '
    'thinks; 0 if there are none, it is no table, or must not be read.';
