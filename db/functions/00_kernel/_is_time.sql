-- room: kernel    audience: private    calls: nothing
create function lockstep_private.is_time(value text)
    returns boolean
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return value::timestamptz is not null;
exception
    when datetime_field_overflow or invalid_datetime_format then
        return false;
end;
$body$;

comment on function lockstep_private.is_time is
    'Whether the text can be read as a point in time.';
