-- room: adopt    audience: private    calls: claimed_value_sql refuse_adoption
create function lockstep_private.read_values_list(
    shape lockstep_private.shape,
    way   text
)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_values text;
    r_column record;
    v_value  text;
begin
    for r_column in
        select
            a.attname, a.atttypid::regtype as type, k.name, l.atttypid::regtype as key_type,
            k.ordinal
        from unnest(shape.ledger_source_keys || shape.ledger_target_keys)
            with ordinality as k (name, ordinal)
        join pg_attribute as a
            on a.attrelid = to_regclass('pg_temp.lockstep_raw') and a.attnum = k.ordinal
        join pg_attribute as l on l.attrelid = to_regclass(shape.ledger) and l.attname = k.name
        order by k.ordinal
    loop
        v_value := lockstep_private.claimed_value_sql(
            format('r.%I', r_column.attname), r_column.type, r_column.key_type
        );
        if v_value is null then
            perform lockstep_private.refuse_adoption(
                shape.entity,
                format(
                    'by %s: column %s is of type %s, the key of type %s',
                    way, r_column.ordinal, r_column.type, r_column.key_type
                ),
                'Cast it in a query: lockstep entity adopt --query'
            );
        end if;
        v_values := concat_ws(', ', v_values, format('%s as %I', v_value, r_column.name));
    end loop;
    return v_values;
end;
$body$;

comment on function lockstep_private.read_values_list is
    'SQL for what lockstep_raw (r) holds, as keys of the ledger. Raises LSE21 for types that do '
    'not go together.';
