-- room: control    audience: private    calls: nothing
create function lockstep_private.moved_keys(
    watermark  text,
    since      timestamptz,
    with_nulls boolean
)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select jsonb_build_object(
        'column', watermark,
        'since', case
            when isfinite(since)
                then to_char(timezone('UTC', since), 'YYYY-MM-DD HH24:MI:SS.US"Z"')
            else since::text
        end,
        'with_nulls', with_nulls
    );
$body$;

comment on function lockstep_private.moved_keys is
    'What a segment of kind since notes: the column, the time in UTC, and whether rows without '
    'watermark are among them.';
