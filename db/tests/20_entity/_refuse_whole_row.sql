begin;
select plan(4);

-- given
create table near.raw (id integer primary key, document jsonb);

-- refusals
select throws_ok(
    format('select lockstep.define_entity(%L, %L, %L, %L, %L)', 'raw', 'far.office', '{id}', 'near.raw',
        jsonb_build_object('document', t.expression)),
    'LSE18', 'column ''document'' of entity ''raw'' takes the whole source row', format('refuses %s', t.expression)
)
from (values ('to_jsonb(s)'), ('to_jsonb(s.*)'), ('jsonb_build_array(s.id, s::text)')) as t (expression);

-- behaviour
select is(
    lockstep.define_entity('raw', 'far.office', '{id}', 'near.raw', '{"document": "jsonb_build_object(''name'', s.name)"}'),
    'created', 'columns by name are fine'
);

select * from finish();
rollback;
