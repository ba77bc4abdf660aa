begin;
select plan(25);

-- given
insert into far.office values (1, 'one', 'town'), (2, 'two', 'town');
insert into far.doctor (id, office_id, name, fee) values (1, 1, 'first', 10), (2, 99, 'second', 20), (3, null, 'third', 30);
select near.define_offices();
select near.define_doctors();
create function pg_temp.state(id integer, entity text default 'doctors')
    returns text
    language sql
    return lockstep.check_record(entity, array[id::text]) ->> 'state';
create function pg_temp.differing(id integer)
    returns text
    language sql
as $body$
    select string_agg(c.value ->> 'column', ', ')
    from jsonb_array_elements(lockstep.check_record('doctors', array[id::text]) -> 'columns') as c
    where (c.value ->> 'differs')::boolean;
$body$;

-- behaviour: states
select is(pg_temp.state(1), 'insert', 'a row that was never synced');
select is(pg_temp.state(77), 'unknown', 'a row that nobody knows');
select near.go();
select is(pg_temp.state(1), 'unchanged', 'a row in step');
select is(pg_temp.differing(1), null, 'has no column that differs');
update far.doctor set fee = 11 where id = 1;
select is(pg_temp.state(1), 'update', 'a row that changed at the source');
select is(pg_temp.differing(1), 'fee', 'differs where it changed');
update near.doctors set name = 'touched' where name = 'first';
select is(pg_temp.state(1), 'conflict', 'a row that changed on both sides');
select is(pg_temp.differing(1), 'fee, name', 'differs in both columns');
delete from near.doctors where name = 'touched';
select is(pg_temp.state(1), 'missing', 'a row that somebody deleted on the target');
select is(
    (select (c ->> 'at_source') || ' ' || (c ->> 'on_target') from lockstep.check_record('doctors', '{1}') as c), 'true false',
    'it is at the source only'
);
select near.go();
delete from far.doctor where id = 3;
select is(pg_temp.state(3), 'delete', 'a row that the source lost');
select near.go(options => '{"allow_deletes": true}');
select is(pg_temp.state(3), 'gone', 'and that is dealt with');
select is(near.writes('near.doctors') + near.writes('lockstep_ledger.doctors'), (
    select near.writes('near.doctors') + near.writes('lockstep_ledger.doctors') from (select pg_temp.state(1)) as x
), 'a look writes nothing');

-- behaviour: references, rejects, history
select is(
    (select jsonb_agg(r.value - 'target_key' order by r.ordinality) from lockstep.check_record('doctors', '{1}') as c
    cross join jsonb_array_elements(c -> 'refs') with ordinality as r),
    '[{"state": "none", "column": "mentor_id", "entity": "doctors", "source_key": null},
      {"state": "resolved", "column": "office_id", "entity": "offices", "source_key": ["1"]}]'::jsonb, 'references are followed'
);
select is(
    (select r.value from lockstep.check_record('doctors', '{2}') as c cross join jsonb_array_elements(c -> 'refs') as r
    where r.value ->> 'column' = 'office_id'),
    '{"state": "unresolved", "column": "office_id", "entity": "offices", "source_key": ["99"], "target_key": null}'::jsonb,
    'also to where there is nothing'
);
select is(
    (select concat_ws(' ', r.value ->> 'reason', r.value ->> 'column', r.value ->> 'closed_at', (r.value ->> 'remedy') is not null)
    from lockstep.check_record('doctors', '{2}') as c cross join jsonb_array_elements(c -> 'rejects') as r),
    'unresolved_reference office_id t', 'which is why it was refused, with a remedy'
);
select is(
    (select jsonb_agg(h.value ->> 'state') from lockstep.check_record('doctors', '{1}') as c
    cross join jsonb_array_elements(c -> 'history') as h), '["missing"]'::jsonb, 'that it went missing is remembered'
);
update far.office set town = 'other' where id = 2;
select near.go();
select is(
    (select jsonb_agg(h.value - 'at') from lockstep.check_record('offices', '{2}') as c cross join jsonb_array_elements(c -> 'history') as h),
    jsonb_build_array(jsonb_build_object('run', near.last_run()::text, 'state', 'update')), 'of this one something was'
);

-- behaviour: values
select unalike(lockstep.check_record('offices', '{2}')::text, '%other%', 'values are shown');
select is(
    (select c.value from lockstep.check_record('offices', '{2}', true) as r cross join jsonb_array_elements(r -> 'columns') as c
    where c.value ->> 'column' = 'town'),
    '{"actual": "other", "column": "town", "differs": false, "expected": "other"}'::jsonb, 'only to who asks for them'
);

-- behaviour: keys as they come
select is(
    (select c ->> 'source_key' || ' ' || jsonb_array_length(c -> 'rejects') from lockstep.check_record('doctors', '{002}') as c),
    '["2"] 1', 'what a key means counts, not how it is written'
);
insert into far.word values ('it''s, "one"', 'quoted');
select near.define_words();
select near.go(entities => '{words}');
select is(
    (select c ->> 'state' from lockstep.check_record('words', array['it''s, "one"']) as c), 'unchanged', 'a key of text is any text'
);

-- bad input
select throws_ok($$select lockstep.check_record('nothing', '{1}')$$, 'LSE01', null, 'an entity that there is not');
select throws_ok($$select lockstep.check_record('doctors', '{1,2}')$$, 'LSE20', 'that is no key of entity ''doctors''', 'too many values');
select throws_ok($$select lockstep.check_record('doctors', '{one}')$$, 'LSE20', 'that is no key of entity ''doctors''', 'a value of another type');

select * from finish();
rollback;
