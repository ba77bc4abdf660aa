-- room: link    audience: private    calls: nothing
create function lockstep_private.short_name(name text, suffix text default '')
    returns text
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select left(name, length.characters) || suffix
    from generate_series(length(name), 0, -1) as length (characters)
    where octet_length(left(name, length.characters) || suffix) <= 63
    order by length.characters desc
    limit 1;
$body$;

comment on function lockstep_private.short_name is
    'The name with the suffix, cut between characters to the 63 bytes that an identifier may have.';
