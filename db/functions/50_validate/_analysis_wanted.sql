-- room: validate    audience: private    calls: entity_row analysis_from_sql is_row_error
--
-- Grouped by the source itself, where it can compute the keys.
create function lockstep_private.analysis_wanted(
    shape       lockstep_private.shape,
    parent      lockstep_private.shape,
    expressions text[]
)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
    set cpu_operator_cost = 1
    set cpu_tuple_cost = 1
    set jit = off
as $body$
declare
    v_places_list text := (
        select string_agg(place::text, ', ') from generate_subscripts(expressions, 1) as place
    );
begin
    drop table if exists pg_temp.lockstep_wanted;
    perform set_config(
        'search_path', (lockstep_private.entity_row(shape.entity)).search_path, true
    );
    execute format(
        $sql$
        create temp table lockstep_wanted on commit drop as
        select %s, count(*) as rows, null::text as cause
        from %s
        where %s
        group by %s
        $sql$,
        (
            select string_agg(
                format('(%s)::%s as %I', k.expression, k.type, k.name), ', ' order by k.place
            )
            from unnest(expressions, parent.key_types, parent.ledger_source_keys)
                with ordinality as k (expression, type, name, place)
        ),
        lockstep_private.analysis_from_sql(shape),
        (select string_agg(format('(%s) is not null', x), ' and ') from unnest(expressions) as x),
        v_places_list
    );
    analyze pg_temp.lockstep_wanted;
    return null;
exception
    -- boundary: a reference that cannot be computed is told among what cannot be converted.
    when others then
        if not lockstep_private.is_row_error(sqlstate) then
            raise;
        end if;
        return sqlstate;
end;
$body$;

comment on function lockstep_private.analysis_wanted is
    'Gathers the source keys that rows refer to in lockstep_wanted, each with how many rows do. '
    'Returns the SQLSTATE if one cannot be computed.';
