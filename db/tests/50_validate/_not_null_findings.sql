-- NULL where the mapping promises none.
begin;
select plan(5);

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

create table near.posts (id uuid primary key, legacy_id integer, legacy_office_id integer);
insert into far.doctor (id, office_id) values (1, 1), (2, null);
select lockstep.define_entity('posts',
    'select d.id, o.id as office from far.doctor as d left join far.office as o on o.id = d.office_id',
    '{id}', 'near.posts', '{"legacy_id": "s.id", "legacy_office_id": "s.office"}');
select near.go();
select is_empty($$select * from near.findings('posts', 'not_null')$$, 'an outer join that finds nothing breaks no promise');

select * from finish();
rollback;
