begin;
select plan(46);

select near.define_offices();
select near.define_doctors();

create function pg_temp.undo(
    run bigint, entities text[] default null, source_key jsonb default null,
    is_dry boolean default false, force boolean default false
)
    returns bigint
    language plpgsql
as $body$
declare
    v_undo bigint := lockstep.start_undo(run, entities, source_key, is_dry, force);
begin
    if near.finish(v_undo) <> 'completed' then
        raise exception 'undo % is not completed', v_undo;
    end if;
    return v_undo;
end;
$body$;

-- what the two tables and their ledgers hold, as one row each
create function pg_temp.held()
    returns table (name text, content jsonb)
    language sql
as $body$
    select 'office', to_jsonb(o.*) from near.offices as o
    union all
    select 'doctor', to_jsonb(d.*) from near.doctors as d
    union all
    select 'office ledger', to_jsonb(l.*) - 'target_version' from lockstep_ledger.offices as l
    union all
    select 'doctor ledger', to_jsonb(l.*) - 'target_version' from lockstep_ledger.doctors as l
    order by 1, 2;
$body$;

create function pg_temp.left_alone(run bigint)
    returns text
    language sql
as $body$
    select string_agg(format('%s %s %s', d.entity, d.source_key ->> 0, d.state), ', ' order by d.entity, d.source_key)
    from lockstep_state.difference as d where d.run = left_alone.run;
$body$;

-- given: rows synced by a first run; by a second, one in each state
delete from far.doctor;
delete from far.office;
insert into far.office select g, 'office ' || g, 'town ' || g from generate_series(1, 7) as g;
insert into far.doctor (id, office_id, mentor_id, name, fee)
values (1, 1, null, 'one', 1), (2, 1, 1, 'two', 2.50), (3, 2, 4, 'three', null), (4, 3, 3, 'four', 4);
create temp table run_of (name text, run bigint);
insert into run_of select 'first', near.go();
insert into near.offices (name, town) values ('ours', 'stays');

update far.office set town = 'moved' where id in (1, 2);
insert into far.office values (9, 'new', 'here');
delete from far.doctor where id in (2, 3, 4);
delete from far.office where id = 7;
update far.doctor set office_id = 9, fee = 9 where id = 1;
insert into far.doctor (id, office_id, mentor_id, name) values (5, 9, 6, 'five'), (6, 1, 5, 'six');
create function pg_temp.office(id integer) returns uuid language sql
    as 'select l.target_key from lockstep_ledger.offices as l where l.source_key = id';
update near.offices set town = 'touched' where id in (pg_temp.office(2), pg_temp.office(4));
delete from near.offices where id = pg_temp.office(6);
create temp table before as select * from pg_temp.held();
insert into run_of select 'second', near.go(options => '{"allow_deletes": true}');
create temp table after as select * from pg_temp.held();
select is(
    near.found(),
    'offices: insert 1, update 1, conflict 1, drift 1, missing 1, delete 1, unchanged 2, written 6; '
        'doctors: insert 2, update 1, delete 3, written 8',
    'given: every state there is'
);
select near.go('compare');

-- behaviour: only looking
select is(
    near.found(pg_temp.undo(r.run, is_dry => true)),
    'offices: insert 1, update 3, delete 2; doctors: insert 3, update 1, delete 2',
    'a dry run counts what would be put back'
) from run_of as r where r.name = 'second';
select results_eq('select * from pg_temp.held()', 'select * from after', 'and touches nothing');

-- behaviour: the whole run
insert into run_of select 'undo', pg_temp.undo(r.run) from run_of as r where r.name = 'second';
select is(
    near.found(),
    'offices: insert 1, update 3, delete 2, written 6; doctors: insert 3, update 1, delete 2, written 6',
    'an undo counts rows restored, set back and withdrawn'
);
select results_eq(
    'select * from pg_temp.held()', 'select * from before',
    'target rows and ledgers are as they were, rows of a circle and their references, too'
);
select is(pg_temp.left_alone(r.run), null, 'nothing is left alone') from run_of as r where r.name = 'undo';
select is(lockstep.report(r.run) -> 'in_step', 'true', 'which the report says')
from run_of as r where r.name = 'undo';
select is(
    (select count(*) from near.offices where name = 'ours'), 1::bigint,
    'rows of the target''s own stay'
);

-- behaviour: the undo of the undo
insert into run_of select 'redo', pg_temp.undo(r.run) from run_of as r where r.name = 'undo';
select results_eq(
    $$
    select name, content - 'synced_at' - 'gone_at' - 'settled_at' from pg_temp.held()
    where content ->> 'settled_at' is null
    $$,
    $$
    select name, content - 'synced_at' - 'gone_at' - 'settled_at' from after
    where content ->> 'settled_at' is null
    $$,
    'an undo can be undone: all rows are as the run had left them'
);
select results_eq(
    'select * from pg_temp.held()', 'select * from after', 'down to the last time in the ledger'
);
select near.go('compare');
select is(
    near.found(), 'offices: unchanged 7; doctors: unchanged 3', 'and nothing differs from the source'
);
select pg_temp.undo(r.run) from run_of as r where r.name = 'redo';
select results_eq('select * from pg_temp.held()', 'select * from before', 'and once more');

-- behaviour: the next sync does it again
select near.go(options => '{"allow_deletes": true}');
select is(
    near.found(),
    'offices: insert 1, update 1, conflict 1, drift 1, missing 1, delete 1, unchanged 2, written 6; '
        'doctors: insert 2, update 1, delete 3, written 8',
    'the next sync finds what the undone one had found'
);
insert into run_of values ('third', near.last_run());

-- behaviour: what somebody changed since
update near.offices set town = 'by hand' where id = pg_temp.office(1);
update near.offices set town = 'by hand' where id = pg_temp.office(9);
delete from near.offices where id = pg_temp.office(6);
insert into run_of select 'partly', pg_temp.undo(r.run, '{offices}') from run_of as r where r.name = 'third';
select is(
    pg_temp.left_alone(r.run), 'offices 1 changed, offices 6 changed, offices 9 changed',
    'rows that somebody changed since are listed'
) from run_of as r where r.name = 'partly';
select results_eq(
    $$
    select l.source_key, o.town
    from lockstep_ledger.offices as l left join near.offices as o on o.id = l.target_key
    order by l.source_key
    $$,
    $$values (1, 'by hand'), (2, 'touched'), (3, 'town 3'), (4, 'touched'), (5, 'town 5'), (6, null),
        (7, 'town 7'), (9, 'by hand')$$,
    'and left alone; all others are put back'
);
select is(lockstep.report(r.run) -> 'in_step', 'false', 'which the report says')
from run_of as r where r.name = 'partly';
select is(
    (select count(*) from near.doctors), 3::bigint, 'entities that were not named are not touched'
);

-- behaviour: force
select pg_temp.undo(r.run) from run_of as r where r.name = 'partly';
select is(
    pg_temp.left_alone(near.last_run()), null, 'what an undo left alone its own undo does not know'
);
insert into run_of select 'forced', pg_temp.undo(r.run, force => true) from run_of as r where r.name = 'third';
select is(pg_temp.left_alone(r.run), null, 'force leaves nothing alone') from run_of as r where r.name = 'forced';
select results_eq(
    $$select name, content from pg_temp.held()$$, $$select name, content from before$$,
    'and puts back what others changed since'
);
select is(
    (select u.before ->> 'town' from lockstep_state.overwritten as u join run_of as r on r.run = u.run
        where r.name = 'forced' and u.source_key = '["1"]' and u.entity = 'offices'),
    'by hand',
    'with their rows kept'
);

-- behaviour: a later run
select near.go(options => '{"allow_deletes": true}');
insert into run_of values ('fourth', near.last_run());
update far.office set town = 'moved on' where id in (1, 9);
select near.go();
insert into run_of values ('fifth', near.last_run());
select pg_temp.undo(r.run, '{offices}') from run_of as r where r.name = 'fourth';
select is(
    pg_temp.left_alone(near.last_run()), 'offices 1 changed, offices 9 changed',
    'rows that a later sync wrote are left alone'
);
select pg_temp.undo(near.last_run());
select pg_temp.undo(r.run) from run_of as r where r.name = 'fifth';
select pg_temp.undo(r.run) from run_of as r where r.name = 'fourth';
select results_eq(
    'select * from pg_temp.held()', 'select * from before', 'undone one after the other, they go back to the start'
);

-- behaviour: one row
select near.go(options => '{"allow_deletes": true}');
insert into run_of values ('sixth', near.last_run());
select pg_temp.undo(r.run, '{offices}', '["2"]') from run_of as r where r.name = 'sixth';
select is(near.found(), 'offices: update 1, written 1', 'one key of one entity');
select results_eq(
    $$select town from near.offices where id = pg_temp.office(2)$$, $$values ('touched')$$,
    'is put back alone'
);
select pg_temp.undo(r.run, '{offices}', '["77"]') from run_of as r where r.name = 'sixth';
select is(near.found(), 'offices: nothing', 'a key that the run did not write is nothing to undo');
select pg_temp.undo(r.run) from run_of as r where r.name = 'sixth';
select is(
    pg_temp.left_alone(near.last_run()), 'offices 2 changed',
    'a row that was put back already is one that changed since'
);

-- behaviour: a first load, with circles, in small steps
select near.go(options => '{"allow_deletes": true}');
select pg_temp.undo(r.run) from run_of as r where r.name = 'first';
select isnt(pg_temp.left_alone(near.last_run()), null, 'given: rows that later runs wrote');
select pg_temp.undo(near.last_run());
select lockstep.drop_entity('doctors');
select lockstep.drop_entity('offices');
delete from near.doctors;
delete from near.offices where name <> 'ours';
select near.define_offices();
select near.define_doctors();
update lockstep_state.entity set batch_rows = 2;
select near.go(options => '{"batch_rows": 2}');
create temp table loaded as select * from pg_temp.held();
insert into run_of values ('load', near.last_run());
select pg_temp.undo(r.run) from run_of as r where r.name = 'load';
select is(near.found(), 'offices: delete 7, written 7; doctors: delete 3, written 3', 'a first load goes');
select is_empty($$select * from pg_temp.held() where name <> 'office' or content ->> 'name' <> 'ours'$$, 'without a trace');
select pg_temp.undo(near.last_run());
select results_eq('select * from pg_temp.held()', 'select * from loaded', 'and comes back');

-- behaviour: taken up again
select near.go(options => '{"allow_deletes": true}');
update far.office set town = 'later' where id in (1, 2, 3, 4);
insert into run_of select 'seventh', near.go();
create temp table started as
select lockstep.start_undo(r.run) as undo from run_of as r where r.name = 'seventh';
select status from started cross join lateral lockstep.step(undo);
select lockstep.fail_run(undo, 'XX000', 'a test') from started;
select is(lockstep.start_undo(r.run), s.undo, 'an undo that failed is taken up again')
from run_of as r cross join started as s where r.name = 'seventh';
select is(near.finish(s.undo), 'completed', 'to its end') from started as s;
select throws_ok(
    format('select lockstep.resume_run(%s)', s.undo), 'LSJ06', null, 'which is the end'
) from started as s;

-- refusals
select throws_ok('select lockstep.start_undo(999999)', 'LSJ05', 'run 999999 does not exist', 'no run');
select throws_ok(
    format('select lockstep.start_undo(%s)', r.run), 'LSJ07',
    format('run %s cannot be undone: run %s did so already', r.run, s.undo), 'a run that is undone'
) from run_of as r cross join started as s where r.name = 'seventh';
select throws_ok(
    format('select lockstep.start_undo(%s, ''{nope}'')', near.last_run()), 'LSE01', null, 'no entity'
);
select throws_ok(
    format('select lockstep.start_undo(%s, null, ''["1"]'')', s.undo), 'LSJ07',
    format('run %s cannot be undone: a key belongs to one entity', s.undo), 'a key of no entity'
) from started as s;
select throws_ok(
    format('select lockstep.start_undo(%s, ''{offices}'', %L)', s.undo, k.key), 'LSJ07',
    format('run %s cannot be undone: the key does not fit the entity', s.undo), 'a key like ' || k.key
) from started as s cross join (values ('["1", "2"]'), ('1'), ('[1]'), ('{"id": "1"}')) as k (key);
select near.go('compare');
select throws_ok(
    format('select lockstep.start_undo(%s)', near.last_run()), 'LSJ07',
    format('run %s cannot be undone: it wrote nothing', near.last_run()), 'a run that only looked'
);
select throws_ok(
    format('select lockstep.start_undo(%s)', lockstep.start_run('sync')), 'LSJ07',
    format('run %s cannot be undone: it is pending', near.last_run()), 'a run that is not at its end'
);
select lockstep.cancel_run(near.last_run());
select lockstep.start_run('sync', '{offices}');
select throws_ok(
    format('select lockstep.start_undo(%s)', s.undo), 'LSJ04', null,
    'while a sync of the same entities lives'
) from started as s;
select lockstep.cancel_run(near.last_run());
update lockstep_state.run as r set images_pruned_at = now() from started as s where r.id = s.undo;
select throws_ok(
    format('select lockstep.start_undo(%s)', s.undo), 'LSJ07',
    format('run %s cannot be undone: its before-images were pruned', s.undo), 'a run whose images are gone'
) from started as s;

select * from finish();
rollback;
