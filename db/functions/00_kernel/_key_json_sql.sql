-- room: kernel    audience: private    calls: nothing
create function lockstep_private.key_json_sql(names text[], prefix text)
    returns text
    language plpgsql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return (
        select format(
            'jsonb_build_array(%s)',
            string_agg(format('%s%I::text', prefix, c.name), ', ' order by c.ordinal)
        )
        from unnest(names) with ordinality as c (name, ordinal)
    );
end;
$body$;

comment on function lockstep_private.key_json_sql is
    'SQL for a key as a JSON array of text, the form that rejects and before-images keep it in.';
