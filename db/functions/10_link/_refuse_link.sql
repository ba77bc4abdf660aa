-- room: link    audience: private    calls: nothing
create function lockstep_private.refuse_link(errcode text, detail text, message text, hint text)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    raise exception using
        errcode = refuse_link.errcode,
        message = refuse_link.message,
        detail  = refuse_link.detail,
        hint    = refuse_link.hint;
end;
$body$;

comment on function lockstep_private.refuse_link is
    'Raises an error, for where one of many has to be chosen.';
