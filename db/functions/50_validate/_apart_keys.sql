-- room: validate    audience: private    calls: key_json_sql
create function lockstep_private.apart_keys(
    shape         lockstep_private.shape,
    condition_sql text
)
    returns jsonb
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_keys jsonb;
begin
    execute format(
        $sql$
        select jsonb_agg(k.key)
        from (
            select %1$s as key
            from pg_temp.lockstep_apart as a
            where %2$s
            order by %1$s
            limit 5
        ) as k
        $sql$,
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'a.'), condition_sql
    )
    into v_keys;

    return v_keys;
end;
$body$;

comment on function lockstep_private.apart_keys is
    'Up to five source keys of lockstep_apart for which a condition on its columns holds.';
