begin;
select plan(3);

-- given: a chain, a diamond and a circle, as references alone
insert into lockstep_state.entity (name, source, source_key, target_schema, target_table, target_key, key_strategy, columns, refs, on_delete,
    on_drift, batch_rows, search_path)
select n, 'x', '{id}', 'x', 'x', '{id}', 'keep', '{}', '{}', 'keep', 'keep', 1, ''
from unnest('{a,b,c,d,e,f,alone}'::text[]) as n;
insert into lockstep_state.entity_ref (entity, name, ordinal, refers_to, key, if_missing, is_late)
values
    ('b', 'x', 1, 'a', '{s.x}', 'reject', false),
    ('c', 'x', 1, 'a', '{s.x}', 'reject', false),
    ('d', 'x', 1, 'b', '{s.x}', 'reject', false),
    ('d', 'y', 2, 'c', '{s.y}', 'reject', false),
    ('d', 'z', 3, 'a', '{s.z}', 'reject', false),
    ('e', 'x', 1, 'f', '{s.x}', 'reject', false),
    ('f', 'x', 1, 'e', '{s.x}', 'reject', true),
    ('a', 'self', 1, 'a', '{s.x}', 'reject', true);

-- behaviour
select results_eq(
    $$select * from lockstep_private.entity_levels('{a,alone,b,c,d,e,f}') order by 2, 1$$,
    $$values ('a', 0), ('alone', 0), ('f', 0), ('b', 1), ('c', 1), ('e', 1), ('d', 2)$$,
    'an entity stands above all that it refers to; late references do not count'
);
select results_eq(
    $$select * from lockstep_private.entity_levels('{d,b}') order by 2, 1$$, $$values ('b', 0), ('d', 1)$$,
    'entities that do not take part do not count'
);
select results_eq(
    $$select * from lockstep_private.entity_levels('{alone}')$$, $$values ('alone', 0)$$, 'one alone stands on the ground'
);

select * from finish();
rollback;
