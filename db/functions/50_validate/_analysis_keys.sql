-- room: validate    audience: private    calls: has_unique_key prefixed_list
create function lockstep_private.analysis_keys(
    shape              lockstep_private.shape,
    out rows           bigint,
    out null_keys      bigint,
    out duplicate_keys bigint,
    out duplicate_rows bigint
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set cpu_operator_cost = 1
    set cpu_tuple_cost = 1
    set enable_sort = off
as $body$
declare
    v_null_sql text := (
        select string_agg(format('s.%I is null', k), ' or ' order by k)
        from unnest(shape.source_keys) as k
    );
begin
    execute format(
        'select count(*), count(*) filter (where %s) from %s as s', v_null_sql, shape.source
    )
    into rows, null_keys;
    duplicate_keys := 0;
    duplicate_rows := 0;
    if lockstep_private.has_unique_key(shape.entity) then
        return;
    end if;

    execute format(
        $sql$
        select count(*), coalesce(sum(d.rows), 0)
        from (
            select count(*) as rows
            from %s as s
            where not (%s)
            group by %s
            having count(*) > 1
        ) as d
        $sql$,
        shape.source, v_null_sql, lockstep_private.prefixed_list(shape.source_keys, 's.')
    )
    into duplicate_keys, duplicate_rows;
end;
$body$;

comment on function lockstep_private.analysis_keys is
    'Rows at the source, those without key, keys that several rows have, and how many rows those '
    'are; all counted there. A unique index of a plain table is believed.';
