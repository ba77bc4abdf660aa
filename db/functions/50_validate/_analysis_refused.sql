-- room: validate    audience: private    calls: analysis_refusals analysis_uniques
create function lockstep_private.analysis_refused(
    shape    lockstep_private.shape,
    from_sql text
)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if from_sql is null then
        return jsonb '[]';
    end if;

    return lockstep_private.analysis_refusals(shape, from_sql)
        || lockstep_private.analysis_uniques(shape);
end;
$body$;

comment on function lockstep_private.analysis_refused is
    'What the target would refuse of the rows of from_sql (null for none).';
