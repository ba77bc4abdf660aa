-- room: compare    audience: private    calls: nothing
create function lockstep_private.found_sql(entity text, column_name text, found jsonb)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when found is null then format('p.%I', column_name)
        when r.number <= 1 then found #>> '{0,value_sql}'
        else format(
            'case %s%s end',
            (
                select string_agg(
                    format('when %s then %s', f.ref ->> 'applies_sql', f.ref ->> 'value_sql'),
                    ' ' order by f.ordinal
                )
                from jsonb_array_elements(found) with ordinality as f (ref, ordinal)
            ),
            case
                when jsonb_array_length(found) < r.number then format(' else p.%I', column_name)
                else ''
            end
        )
    end
    from (
        select count(*) as number
        from lockstep_state.entity_ref as f
        where f.entity = found_sql.entity and f.name = column_name
    ) as r;
$body$;

comment on function lockstep_private.found_sql is
    'What a column is to hold, over the projection as p: of a reference what was found in the '
    'tables referred to (for each alternative, when it applies: applies_sql, and value_sql), as '
    'the ledger says for alternatives that are not among them, and for all else.';
