-- room: validate    audience: private    calls: nothing
create function lockstep_private.analysis_sought_sql(entity text, column_name text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when count(*) = 1 then min(array_to_string(r.key, ', '))
        else format('coalesce(%s)', string_agg(
            format(
                'case when (%s) is not null then jsonb_build_array(%s, %s) end',
                array_to_string(r.key, ') is not null and ('), r.ordinal,
                array_to_string(r.key, ', ')
            ),
            ', ' order by r.ordinal
        ))
    end
    from lockstep_state.entity_ref as r
    where r.entity = analysis_sought_sql.entity and r.name = column_name
    having count(*) > 0;
$body$;

comment on function lockstep_private.analysis_sought_sql is
    'What the reference in a column looks up by, over s: the expressions of its key, as a list; of '
    'a choice one array, which says which alternative it is. Null if the column is no reference.';
