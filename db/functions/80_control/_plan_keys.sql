-- room: control    audience: private    calls: nothing
create function lockstep_private.plan_keys(
    segment    lockstep_state.segment,
    from_sql   text,
    batch_rows integer
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
as $body$
begin
    execute format(
        $sql$
        insert into lockstep_state.segment (run, entity, stage, kind, keys)
        select $1, $2, $3, 'keys', jsonb_agg(k.key)
        from (
            select k.key, (row_number() over () - 1) / $4 as part
            from (%s) as k (key)
        ) as k
        group by k.part
        order by k.part
        $sql$,
        from_sql
    )
    using segment.run, segment.entity, segment.stage, least(batch_rows, 10000);
end;
$body$;

comment on function lockstep_private.plan_keys is
    'Lays out segments for the source keys that a query returns as JSON, in the stage of the '
    'segment that found them.';
