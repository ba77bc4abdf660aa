-- room: kernel    audience: private    calls: nothing
create function lockstep_private.joined_sql(
    names        text[],
    prefix       text,
    other_names  text[],
    other_prefix text
)
    returns text
    language plpgsql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return (
        select string_agg(
            format('%s%I = %s%I', prefix, c.name, other_prefix, c.other), ' and ' order by c.ordinal
        )
        from unnest(names, other_names) with ordinality as c (name, other, ordinal)
    );
end;
$body$;

comment on function lockstep_private.joined_sql is
    'Condition that two lists of columns are equal, pair by pair.';
