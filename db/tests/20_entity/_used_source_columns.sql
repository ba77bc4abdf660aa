begin;
select plan(6);

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
