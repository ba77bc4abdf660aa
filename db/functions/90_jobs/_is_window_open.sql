-- room: jobs    audience: private    calls: window_parts
--
-- A window that goes past midnight belongs to the day on which it opens.
create function lockstep_private.is_window_open(windows text[], zone text, at timestamptz)
    returns boolean
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select windows = '{}' or exists (
        select
        from unnest(windows) as w (text)
        cross join lateral lockstep_private.window_parts(w.text) as p
        cross join timezone(zone, at) as l (at)
        where case
            when p.opens < p.closes then
                extract(dow from l.at)::integer = any (p.weekdays)
                and l.at::time >= p.opens and l.at::time < p.closes
            else
                extract(dow from l.at)::integer = any (p.weekdays) and l.at::time >= p.opens
                or extract(dow from l.at - interval '1 day')::integer = any (p.weekdays)
                and l.at::time < p.closes
        end
    );
$body$;

comment on function lockstep_private.is_window_open is
    'Whether a time lies in one of the windows by the wall clock of a zone; always if there is '
    'none.';
