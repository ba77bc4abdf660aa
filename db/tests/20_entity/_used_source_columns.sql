begin;
select plan(8);

-- given
create table near.raw (id integer primary key, a text, b jsonb);
create function pg_temp.used(columns jsonb, source text default 'far.office')
    returns text
    language plpgsql
as $body$
begin
    perform lockstep.define_entity('raw', source, '{id}', 'near.raw', columns);
    return (
        select string_agg(c.name, ',' order by c.ordinal)
        from lockstep.entity_columns as e
        join lockstep_state.entity_column as c using (entity, side, name)
        where e.entity = 'raw' and e.side = 'source'
    );
exception
    when sqlstate 'LSE14' then
        return 'refused';
end;
$body$;

-- behaviour
select is(pg_temp.used('{}'), 'id', 'the key is always used');
select is(pg_temp.used('{"a": "s.name"}'), 'id,name', 'so is what an expression reads');
select is(pg_temp.used('{"a": "s.name || s.town", "b": "jsonb_build_object(''x'', s.town)"}'), 'id,name,town', 'however often');
select is(
    pg_temp.used('{"a": "s.shout"}', 'select o.id, upper(o.name) as shout, o.town from far.office as o'), 'id,shout',
    'columns of a SELECT as it names them'
);
select is(
    (select string_agg(distinct c.type, ',') from lockstep.entity_columns as c where c.side = 'source' and c.name = 'shout'), 'text',
    'with their type'
);

-- what a table promises, a query with an outer join does not
create function pg_temp.promised(source text)
    returns text
    language plpgsql
as $body$
begin
    perform lockstep.define_entity('raw', source, '{id}', 'near.raw', '{"a": "s.office::text"}');
    return (
        select string_agg(c.name, ',' order by c.name)
        from lockstep.entity_columns as c
        where c.entity = 'raw' and c.side = 'source' and c.is_not_null
    );
end;
$body$;
select is(
    pg_temp.promised('select d.id, o.id as office from far.doctor as d join far.office as o on o.id = d.office_id'),
    'id,office', 'behind an inner join, NOT NULL holds'
);
select is(
    pg_temp.promised('select d.id, o.id as office from far.doctor as d left join far.office as o on o.id = d.office_id'),
    'id', 'behind an outer join it holds for the key alone'
);

select near.define_offices();
select lockstep.define_entity('doctors', 'far.doctor', '{id}', 'near.doctors', '{"name": "''x''"}',
    '{"office_id": {"entity": "offices", "key": "s.office_id"}}');
select set_eq(
    $$select c.name from lockstep.entity_columns as c where c.entity = 'doctors' and c.side = 'source'$$,
    $$values ('id'), ('office_id')$$,
    'also what a reference reads'
);

select * from finish();
rollback;
