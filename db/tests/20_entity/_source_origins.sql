begin;
select plan(7);

-- given: views of many kinds
create function pg_temp.origins(query text)
    returns text
    language plpgsql
as $body$
declare
    v_origins text;
begin
    execute 'create view pg_temp.a_view as ' || query;
    select string_agg(
        case when o.origin = 0 then '-' else format('%s.%s', o.origin::regclass, a.attname) end, ' ' order by o.ordinal
    )
    into v_origins
    from lockstep_private.source_origins('pg_temp.a_view') as o
    left join pg_attribute as a on a.attrelid = o.origin and a.attnum = o.origin_column;
    drop view pg_temp.a_view;
    return v_origins;
end;
$body$;

-- behaviour
select is(pg_temp.origins('select * from far.office'), 'far.office.id far.office.name far.office.town', 'columns of a table');
select is(
    pg_temp.origins('select o.town as "Odd "" name", upper(o.name), d.id from far.office as o join far.doctor as d on d.office_id = o.id'),
    'far.office.town - far.doctor.id', 'of a join, under any name; an expression has no origin'
);
select is(
    pg_temp.origins('select * from (with x as (select d.id, d.name from far.doctor as d) select x.name, x.id from x) as y (one, other)'),
    'far.doctor.name far.doctor.id', 'through subqueries'
);
select is(
    pg_temp.origins('select o.id, max(d.name), 1 from far.office as o join far.doctor as d on d.office_id = o.id group by o.id'),
    'far.office.id - -', 'behind a group'
);
select is(
    pg_temp.origins('select o.name as "<>", o.id as "a b\c" from far.office as o order by o.town'), 'far.office.name far.office.id',
    'whatever the columns are called'
);
select is(
    pg_temp.origins(
        'select o.id, (select max(d.id) as id from far.doctor as d) as most, (select d.id from far.doctor as d limit 1) as other, o.town from far.office as o'
    ),
    'far.office.id - - far.office.town', 'a subquery in between has no say'
);
select is(
    pg_temp.origins('select o.id from far.office as o union all select d.id from far.doctor as d'), '-', 'a union has none'
);

select * from finish();
rollback;
