-- room: jobs    audience: private    calls: refuse_job
create function lockstep_private.checked_zone(zone text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_zone text := (
        select z.name from pg_timezone_names as z where lower(z.name) = lower(zone) limit 1
    );
begin
    if v_zone is null then
        perform lockstep_private.refuse_job(
            format('time zone %L is not known (select name from pg_timezone_names)', zone)
        );
    end if;
    return v_zone;
end;
$body$;

comment on function lockstep_private.checked_zone is
    'The name of a time zone as the server writes it. Raises LSJ30.';
