-- room: adopt    audience: private    calls: claims_sql refuse_adoption
create function lockstep_private.read_claims(
    shape   lockstep_private.shape,
    ways    jsonb,
    way     text,
    is_real boolean
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
    set jit = off
as $body$
declare
    c_hints  constant jsonb := jsonb '{
        "rows": "--by names columns of the target that hold the source key, in its order.",
        "keys": "Name columns that hold the source key (--by), or a mapping table (--from).",
        "mapping": "--legacy-key and --target-key name its columns; --where is a condition on it.",
        "query": "It returns the columns of the source key, then those of the target key."
    }';
    v_sql    text := lockstep_private.claims_sql(shape, ways, way);
    v_number integer := cardinality(shape.source_keys) + cardinality(shape.target_keys);
    v_found  integer;
begin
    drop table if exists pg_temp.lockstep_raw;
    begin
        if ways ? 'search_path' then
            perform set_config('search_path', ways ->> 'search_path', true);
        end if;
        execute format(
            'create temp table lockstep_raw on commit drop as %s%s',
            v_sql, case when is_real then '' else ' with no data' end
        );
        perform set_config('search_path', 'pg_catalog, pg_temp', true);
    exception
        -- boundary: what is wrong with the words of a user gets the entity's name.
        when others then
            if left(sqlstate, 2) not in ('0A', '21', '22', '3F', '42') then
                raise;
            end if;
            perform lockstep_private.refuse_adoption(
                shape.entity, format('by %s: %s', way, sqlerrm), c_hints ->> way
            );
    end;

    select count(*)
    into v_found
    from pg_attribute as a
    where a.attrelid = to_regclass('pg_temp.lockstep_raw') and a.attnum > 0;
    if v_found <> v_number then
        perform lockstep_private.refuse_adoption(
            shape.entity,
            format('by %s: %s columns for %s of source key and target key', way, v_found, v_number),
            c_hints ->> way
        );
    end if;
end;
$body$;

comment on function lockstep_private.read_claims is
    'Reads what one way tells (is_real; else only of which types it is) into the temporary table '
    'lockstep_raw. Names mean what they meant to who wrote them. Raises LSE21.';
