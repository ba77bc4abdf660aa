-- room: control    audience: private    calls: nothing
create function lockstep_private.wrong_choice(kind text, options jsonb)
    returns text
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when options ? 'stop_after' and kind <> 'detect' then 'stop_after is for detect only'
        when coalesce(options ->> 'stop_after', '') !~ '^([1-9]\d{0,17})?$'
            then 'stop_after must be a number of differences from 1'
        when options ? 'analysis' and kind <> 'sync' then 'analysis is for sync only'
        when coalesce(options ->> 'analysis', '') !~ '^([1-9]\d{0,17})?$'
            then 'analysis must be the number of a run'
        when options ? 'analysis' and (
            options -> 'watermark' = 'true' or options -> 'fast_first_load' = 'true'
        ) then 'analysis goes with neither watermark nor fast_first_load'
        when options ? 'allow_rejects' and kind <> 'validate'
            then 'allow_rejects is for validate only'
        when coalesce(jsonb_typeof(options -> 'allow_rejects'), 'boolean') <> 'boolean'
            then 'allow_rejects must be true or false'
        when options ?| '{ways,gone,delete_duplicates}' and kind <> 'adopt'
            then 'ways, gone and delete_duplicates are for adopt only'
        when coalesce(jsonb_typeof(options -> 'ways'), 'object') <> 'object'
            then 'ways must be an object: entity to how it is adopted'
        when coalesce(jsonb_typeof(options -> 'gone'), 'boolean') <> 'boolean'
            or coalesce(jsonb_typeof(options -> 'delete_duplicates'), 'boolean') <> 'boolean'
            then 'gone and delete_duplicates must be true or false'
        when options ? 'deletes' and kind <> 'sync' then 'deletes is for sync only'
        when coalesce(jsonb_typeof(options -> 'deletes'), 'boolean') <> 'boolean'
            then 'deletes must be true or false'
    end;
$body$;

comment on function lockstep_private.wrong_choice is
    'What is wrong with the options by which a run stops early, takes what another found, adopts, '
    'lets rejects pass or leaves deletes alone; null for nothing.';
