-- room: control    audience: private    calls: nothing
create function lockstep_private.fixed_options(options jsonb)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when isfinite((options ->> 'since')::timestamptz) then options || jsonb_build_object(
            'since',
            to_char(
                timezone('UTC', (options ->> 'since')::timestamptz), 'YYYY-MM-DD HH24:MI:SS.US"Z"'
            )
        )
        else options
    end;
$body$;

comment on function lockstep_private.fixed_options is
    'The options with since as a moment in UTC: what it means to the caller now, it means to '
    'every session that steps, and later.';
