-- room: report    audience: private    calls: projection_sql fresh_rows_sql is_row_error
create function lockstep_private.record_expected(
    shape lockstep_private.shape,
    scope lockstep_private.scope,
    out expected jsonb,
    out failure  jsonb
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
as $body$
begin
    create temp sequence if not exists lockstep_at;
    execute format(
        'select jsonb_agg(to_jsonb(p.*)) -> 0 from (%s) as p',
        lockstep_private.projection_sql(
            shape,
            format('(%s)', lockstep_private.fresh_rows_sql(shape, scope.source_sql, '1::bigint'))
        )
    )
    into expected
    using 1::bigint, 1::bigint, null::text, null::bigint, false;
exception
    -- boundary: a row that the mapping cannot transform is what the caller wants to know.
    when others then
        if not lockstep_private.is_row_error(sqlstate) then
            raise;
        end if;
        failure := jsonb_build_object('sqlstate', sqlstate, 'message', sqlerrm);
end;
$body$;

comment on function lockstep_private.record_expected is
    'What the mapping makes of the one row of a scope, as of now; or why it cannot. Needs '
    'lockstep_diff.';
