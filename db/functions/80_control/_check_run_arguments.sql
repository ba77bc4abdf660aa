-- room: control    audience: private    calls: wrong_choice is_time
create function lockstep_private.check_run_arguments(kind text, options jsonb)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_unknown text;
    v_wrong   text;
begin
    select string_agg(k, ', ' order by k)
    into v_unknown
    from jsonb_object_keys(options) as k
    where k <> all (
        array[
            'batch_rows', 'allow_deletes', 'max_delete_ratio', 'since', 'watermark',
            'fast_first_load', 'deep', 'strict', 'settle', 'save', 'min_success', 'sample',
            'stop_after', 'analysis', 'ways', 'gone', 'delete_duplicates', 'allow_rejects',
            'deletes'
        ]
    );

    v_wrong := coalesce(lockstep_private.wrong_choice(kind, options), case
        when coalesce(kind, '') not in (
            'sync', 'compare', 'detect', 'analyze', 'validate', 'adopt'
        ) then format('kind %L is none of sync, compare, detect, analyze, validate, adopt', kind)
        when v_unknown is not null then format('unknown option %s', v_unknown)
        when options ? 'batch_rows' and (
            coalesce(options ->> 'batch_rows', '') !~ '^\d{1,7}$'
            or (options ->> 'batch_rows')::integer not between 1 and 1000000
        ) then 'batch_rows must be between 1 and 1000000'
        when options ? 'allow_deletes' and jsonb_typeof(options -> 'allow_deletes') <> 'boolean'
            then 'allow_deletes must be true or false'
        when options ? 'max_delete_ratio' and (
            jsonb_typeof(options -> 'max_delete_ratio') <> 'number'
            or (options ->> 'max_delete_ratio')::numeric not between 0 and 1
        ) then 'max_delete_ratio must be between 0 and 1'
        when options ? 'since' and kind <> 'detect' then 'since is for detect only'
        when options ? 'since' and not lockstep_private.is_time(options ->> 'since')
            then format('since %L is no point in time', options ->> 'since')
        when options ? 'watermark' and jsonb_typeof(options -> 'watermark') <> 'boolean'
            then 'watermark must be true or false'
        when options -> 'watermark' = 'true' and kind <> 'sync' then 'watermark is for sync only'
        when options ? 'fast_first_load' and jsonb_typeof(options -> 'fast_first_load') <> 'boolean'
            then 'fast_first_load must be true or false'
        when options -> 'fast_first_load' = 'true' and kind <> 'sync'
            then 'fast_first_load is for sync only'
        when options ? 'deep' and jsonb_typeof(options -> 'deep') <> 'boolean'
            then 'deep must be true or false'
        when options ? 'strict' and jsonb_typeof(options -> 'strict') <> 'boolean'
            then 'strict must be true or false'
        when options ? 'save' and options -> 'save' <> 'true' then 'save must be true'
        when options ? 'save' and kind <> 'compare' then 'save is for compare only'
        when options -> 'deep' = 'true' and kind <> 'compare' then 'deep is for compare only'
        when options -> 'strict' = 'true' and options -> 'deep' is distinct from 'true'
            then 'strict is for deep only'
        when options ? 'settle' and (
            jsonb_typeof(options -> 'settle') <> 'number'
            or (options ->> 'settle')::numeric not between 0 and 600
        ) then 'settle must be between 0 and 600 seconds'
        when options ? 'settle' and kind = 'sync' then 'settle is not for sync'
        when options ?| '{min_success,sample}' and kind <> 'validate'
            then 'min_success and sample are for validate only'
        when options ? 'min_success' and (
            jsonb_typeof(options -> 'min_success') <> 'number'
            or (options ->> 'min_success')::numeric not between 0 and 100
        ) then 'min_success must be between 0 and 100'
        when options ? 'sample' and (
            jsonb_typeof(options -> 'sample') <> 'number'
            or (options ->> 'sample')::numeric not between 0.000001 and 1
        ) then 'sample must be between 0.000001 and 1'
    end);

    if v_wrong is not null then
        raise exception using
            errcode = 'LSJ01',
            message = format('a run cannot be started: %s', v_wrong),
            hint    = 'See \df+ lockstep.start_run.';
    end if;
end;
$body$;

comment on function lockstep_private.check_run_arguments is
    'Refuses kinds and options that make no sense. Raises LSJ01.';
