-- NULL where the mapping promises none.
begin;
select plan(4);

-- given: a target that would take NULL
insert into far.office select g, 'office ' || g, null from generate_series(1, 4) as g;
create table near.places (id uuid primary key, legacy_id integer, name text);
select lockstep.define_entity('places', 'far.office', '{id}', 'near.places',
    '{"legacy_id": "s.id", "name": "s.town"}');
select near.go();

-- behaviour
select is_empty($$select * from near.findings('places', 'not_null')$$, 'the source says NOT NULL, and none is');
update near.places set legacy_id = null where legacy_id in (2, 3);
select results_eq(
    $$select * from near.findings('places', 'not_null')$$,
    $$values ('error', 'not_null:places:legacy_id', 2::bigint, '[["2"], ["3"]]'::jsonb)$$,
    'a column copied from one that is NOT NULL'
);
insert into near.places values (gen_random_uuid(), null, 'of somebody else');
select results_eq(
    $$select rows from near.findings('places', 'not_null')$$,
    'values (2::bigint)',
    'rows of others were promised by nobody'
);
select is_empty(
    $$select * from near.findings('places', 'not_null') where key ~ 'name'$$,
    'a column that may be NULL at the source may be here'
);

select * from finish();
rollback;
