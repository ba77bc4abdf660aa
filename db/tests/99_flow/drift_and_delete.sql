-- What an entity may want instead of the default: drift that is kept, deletes that archive or keep.
begin;
select plan(29);

-- given: three synced rows, and a way to find them on the target
insert into far.office values (1, 'one', 'a'), (2, 'two', 'b'), (3, 'three', 'c');
select near.define_offices(on_drift => 'keep', on_delete => 'keep');
select near.go();
create temp table key_of as
select l.source_key as id, l.target_key as key from lockstep_ledger.offices as l;
create function pg_temp.town(id integer)
    returns text
    language sql
as 'select o.town from near.offices as o join key_of as k on k.key = o.id where k.id = town.id';

-- behaviour: on_drift keep
update near.offices as o set town = 'touched' from key_of as k where k.key = o.id and k.id = 1;
select near.go();
select is(near.found(), 'offices: drift 1, unchanged 2', 'drift that is kept is counted, not written');
select is(pg_temp.town(1), 'touched', 'the target keeps it');
select is(
    lockstep.report(near.last_run()) -> 'in_step', 'false', 'and counts as out of step'
);
select near.go();
select is(near.found(), 'offices: drift 1, unchanged 2', 'as long as it is there');

update far.office set town = 'moved' where id = 1;
select near.go();
select is(near.found(), 'offices: conflict 1, unchanged 2, written 1', 'a change at the source makes it a conflict');
select is(pg_temp.town(1), 'moved', 'which the source wins');
select results_eq(
    'select state, before ->> ''town'' from lockstep_state.overwritten',
    $$values ('conflict', 'touched')$$,
    'with the drift kept as before-image'
);
update near.offices as o set town = 'touched' from key_of as k where k.key = o.id and k.id = 1;
update near.offices as o set town = 'moved' from key_of as k where k.key = o.id and k.id = 1;
select near.go('compare');
select is(near.found(), 'offices: unchanged 3', 'a value that was changed back is no drift');

-- behaviour: on_delete keep
delete from far.office where id = 2;
select near.go();
select is(near.found(), 'offices: delete 1, unchanged 2', 'a delete that is kept is counted');
select is(pg_temp.town(2), 'b', 'the target keeps the row');
select is(
    near.account(), 'offices: 2 = 2 synced + 0 rejected + 0 excluded', 'which is not extra, and not in the sum'
);
select near.go();
select is(near.found(), 'offices: unchanged 2', 'it is counted once');
insert into far.office values (2, 'two', 'b again');
select near.go();
select is(pg_temp.town(2), 'b again', 'comes it back at the source, the kept row is written over');
select results_eq(
    $$select state, before ->> 'town' from lockstep_state.overwritten where source_key = '["2"]' order by id$$,
    $$values ('delete', 'b'), ('update', 'b')$$,
    'and its image kept'
);
select is(
    (select count(*) from near.offices), 3::bigint, 'no second row appears'
);

-- behaviour: on_delete archive
select near.define_offices(on_delete => 'archive', archive => '{"town": "''archived''"}');
delete from far.office where id = 3;
select near.go(options => '{"allow_deletes": true}');
select is(pg_temp.town(3), 'archived', 'archive sets its columns on the target row');
select results_eq(
    $$select state, before ->> 'town' from lockstep_state.overwritten where source_key = '["3"]'$$,
    $$values ('delete', 'c')$$,
    'with the row as it was kept'
);
create temp table archived as
select o.ctid as place, near.writes('near.offices') as writes
from near.offices as o join key_of as k on k.key = o.id where k.id = 3;
select near.go();
select is(near.found(), 'offices: unchanged 2', 'an archived row is done with');
select results_eq(
    $$select o.ctid, near.writes('near.offices')
    from near.offices as o join key_of as k on k.key = o.id where k.id = 3$$,
    'select * from archived', 'and not written again'
);
insert into far.office values (3, 'three', 'c again');
select near.go();
select is(pg_temp.town(3), 'c again', 'until it comes back');
select is(near.account(), 'offices: 3 = 3 synced + 0 rejected + 0 excluded', 'the sum is right');

-- behaviour: a row that is gone on both sides
select near.define_offices();
delete from far.office where id = 1;
delete from near.offices as o using key_of as k where k.key = o.id and k.id = 1;
select near.go(options => '{"allow_deletes": true}');
select is(near.found(), 'offices: delete 1, unchanged 2', 'a row that is gone on both sides is a delete');
select is_empty(
    $$select from lockstep_state.overwritten where source_key = '["1"]' and state = 'delete' and before is not null$$,
    'without a before-image'
);
select near.go('compare');
select is(near.found(), 'offices: unchanged 2', 'and is done with');
insert into far.office values (1, 'one', 'again');
select near.go();
select is(pg_temp.town(1), 'again', 'it too comes back under its old key');

-- behaviour: a delete by another hand, of a row that is gone later
update near.offices as o set town = 'touched' from key_of as k where k.key = o.id and k.id = 1;
delete from far.office where id = 1;
select near.go('compare');
select is(near.found(), 'offices: delete 1, unchanged 2', 'drift of a row that is gone at the source is a delete');
select near.go(options => '{"allow_deletes": true}');
select results_eq(
    $$select state, before ->> 'town' from lockstep_state.overwritten where source_key = '["1"]' order by id desc limit 1$$,
    $$values ('delete', 'touched')$$,
    'whose drift is kept as before-image'
);
select is((select count(*) from near.offices), 2::bigint, 'and the row deleted');
select is(near.account(), 'offices: 2 = 2 synced + 0 rejected + 0 excluded', 'the sum is right');

select * from finish();
rollback;
