-- room: validate    audience: private    calls: analysis_attempt
create function lockstep_private.analysis_unit(
    entity       text,
    units        jsonb,
    from_sql     text,
    out refusals jsonb,
    out failure  text
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_counts bigint[];
begin
    select a.counts, a.failure
    into v_counts, failure
    from lockstep_private.analysis_attempt(
        entity,
        array(
            select u.value_sql
            from jsonb_to_recordset(units) as u (value_sql text)
            where u.value_sql is not null
        ),
        array(
            select q.condition_sql
            from jsonb_to_recordset(units) as u (conditions text[])
            cross join unnest(u.conditions) as q (condition_sql)
        ),
        from_sql
    ) as a;

    select coalesce(
        jsonb_agg(jsonb_build_object(
            'column', q.name,
            'constraint', q.constraint_name,
            'cause', q.cause,
            'sqlstate', null,
            'rows', v_counts[q.place],
            'is_minimum', false
        ) order by q.place),
        '[]'
    )
    into refusals
    from (
        select u.name, u.constraint_name, c.cause, row_number() over () as place
        from jsonb_to_recordset(units)
            as u (name text, constraint_name text, causes text[])
        cross join unnest(u.causes) as c (cause)
    ) as q
    where v_counts[q.place] > 0;
end;
$body$;

comment on function lockstep_private.analysis_unit is
    'Rows of from_sql that the target would refuse, as these units tell; or with which SQLSTATE a '
    'value cannot be converted.';
