-- References of the mapping that no foreign key guards.
begin;
select plan(4);

-- given: visits refer to doctors, by the mapping alone
insert into far.office values (1, 'one', 'town');
insert into far.doctor select g, 1, null, 'doctor ' || g, g from generate_series(1, 3) as g;
insert into far.visit select g, 1 + g % 3, 'note' from generate_series(1, 6) as g;
create table near.calls (id bigint primary key, doctor_id uuid, note text);
select near.define_offices();
select near.define_doctors();
select lockstep.define_entity('calls', 'far.visit', '{id}', 'near.calls', '{"note": "s.note"}',
    '{"doctor_id": {"entity": "doctors", "key": "s.doctor_id"}}');
select near.go();

-- behaviour
select is_empty($$select * from near.findings('calls', 'reference')$$, 'references that lead to rows');
insert into near.calls values (100, gen_random_uuid(), 'of somebody else');
select is_empty(
    $$select * from near.findings('calls', 'reference')$$, 'rows of others may mean something else'
);
delete from near.doctors where name = 'doctor 2';
select results_eq(
    $$select * from near.findings('calls', 'reference')$$,
    $$values ('error', 'reference:calls:doctor_id', 2::bigint, '[["1"], ["4"]]'::jsonb)$$,
    'the row referred to is not there'
);
alter table near.calls add constraint doctor foreign key (doctor_id) references near.doctors not valid;
select results_eq(
    $$
    select key from near.findings('calls', 'reference')
    union all
    select key from near.findings('calls', 'foreign_key') where level = 'error'
    $$,
    $$values ('foreign_key:calls:doctor')$$,
    'where a foreign key says the same, it is told once'
);

select * from finish();
rollback;
