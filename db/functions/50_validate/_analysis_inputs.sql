-- room: validate    audience: private    calls: entity_row prefixed_list
--
-- The source columns that an expression reads are those that a view of it would depend on. Values
-- that cannot be grouped (json, xml) are taken one by one.
create function lockstep_private.analysis_inputs(
    shape       lockstep_private.shape,
    expressions text[],
    from_sql    text
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
    set enable_sort = off
    set work_mem = '64MB'
    set jit = off
as $body$
declare
    v_list     text;
    v_grouped  boolean;
begin
    drop view if exists pg_temp.lockstep_probe;
    perform set_config(
        'search_path', (lockstep_private.entity_row(shape.entity)).search_path, true
    );
    execute format(
        'create temp view lockstep_probe as select %s from %s as s',
        (
            select string_agg(format('%s as %I', x.expression, 'value' || x.place), ', ')
            from unnest(expressions) with ordinality as x (expression, place)
        ),
        shape.source
    );
    perform set_config('search_path', 'pg_catalog, pg_temp', true);
    select
        lockstep_private.prefixed_list(array_agg(a.attname::text order by a.attnum), 's.'),
        bool_and(exists (
            select from pg_opclass as o
            where o.opcmethod = 405
                and o.opcdefault
                and o.opcintype = a.atttypid
        ) or t.typtype = 'e' or a.atttypid = 'varchar'::regtype)
    into v_list, v_grouped
    from pg_attribute as a
    join pg_type as t on t.oid = a.atttypid
    where a.attrelid = shape.source::regclass
        and exists (
            select
            from pg_rewrite as w
            join pg_depend as d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
            where w.ev_class = 'pg_temp.lockstep_probe'::regclass
                and d.refobjid = a.attrelid
                and d.refobjsubid = a.attnum
        );
    drop view pg_temp.lockstep_probe;

    drop table if exists pg_temp.lockstep_inputs;
    execute format(
        case
            when v_grouped then $sql$
                create temp table lockstep_inputs on commit drop as
                select row_number() over () as lockstep_n, i.*
                from (select %1$s, count(*) as lockstep_rows from %2$s group by %1$s) as i
                $sql$
            else $sql$
                create temp table lockstep_inputs on commit drop as
                select row_number() over () as lockstep_n, 1::bigint as lockstep_rows, %1$s
                from %2$s
                $sql$
        end,
        v_list, from_sql
    );
    create index on pg_temp.lockstep_inputs (lockstep_n);
    analyze pg_temp.lockstep_inputs (lockstep_n);
end;
$body$;

comment on function lockstep_private.analysis_inputs is
    'Gathers what some expressions over s are computed of in lockstep_inputs: each combination of '
    'values once, numbered, with how many rows have it.';
