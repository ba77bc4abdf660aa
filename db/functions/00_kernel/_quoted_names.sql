-- room: kernel    audience: private    calls: nothing
create function lockstep_private.quoted_names(names text[], prefix text default '')
    returns text[]
    language plpgsql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return (
        select array_agg(prefix || quote_ident(c.name) order by c.ordinal)
        from unnest(names) with ordinality as c (name, ordinal)
    );
end;
$body$;

comment on function lockstep_private.quoted_names is
    'The names quoted, each behind the prefix (an alias and a dot).';
