-- room: validate    audience: private    calls: bad_rows
--
-- Groups tell that there are some, in one pass and without an index; only then each is looked for.
create function lockstep_private.repeated_rows(
    shape        lockstep_private.shape,
    columns_list text,
    rows_sql     text,
    out rows         bigint,
    out example_keys jsonb
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set enable_indexscan = off
    set enable_indexonlyscan = off
    set enable_bitmapscan = off
    set jit = off
as $body$
declare
    v_any boolean;
begin
    execute format(
        'select exists (select from %s as t where %s group by %s having count(*) > 1)',
        shape.target, rows_sql, columns_list
    )
    into v_any;
    if v_any then
        select b.rows, b.example_keys
        into rows, example_keys
        from lockstep_private.bad_rows(
            shape,
            format(
                '(t.tableoid, t.ctid) in (select d.part, d.place from (select t.tableoid as part, '
                    't.ctid as place, count(*) over (partition by %s) as rows from %s as t '
                    'where %s) as d where d.rows > 1)',
                columns_list, shape.target, rows_sql
            )
        ) as b;
    end if;
end;
$body$;

comment on function lockstep_private.repeated_rows is
    'Target rows that have the same in columns_list as another one, among those of rows_sql: how '
    'many and up to five keys; null if there are none.';
