begin;
select plan(6);

-- given: a key that was unique when it was defined
create table near.loose (id integer primary key, name text);
insert into far.loose values (1, 'one'), (2, 'two'), (3, 'three');
select lockstep.define_entity('loose', 'far.loose', '{id}', 'near.loose', '{"name": "s.name"}');
select near.go();
update lockstep_state.entity set defined_at = now() - interval '1 day';
create temp table places as select l.ctid as place, l.* from near.loose as l;

-- refusals
insert into far.loose values (2, 'two again');
select throws_ok($$select near.go()$$, 'LSC01',
    'source key ["2"] of entity ''loose'' is not unique at the source', 'a key that occurs twice stops a sync');
select throws_ok($$select near.go('compare')$$, 'LSC01', null, 'a compare');
select throws_ok($$select near.go('detect')$$, 'LSC01', null, 'and a detect');
select results_eq(
    'select l.ctid as place, l.* from near.loose as l', 'select * from places', 'nothing is written'
);

-- behaviour
delete from far.loose where name = 'two again';
select near.go();
select is(near.found(), 'loose: unchanged 3', 'all is well when the double is gone');

-- refusals: on the first load, when nothing is compared
select lockstep.drop_entity('loose');
delete from near.loose;
select lockstep.define_entity('loose', 'far.loose', '{id}', 'near.loose', '{"name": "s.name"}');
insert into far.loose values (2, 'two again');
select throws_ok($$select near.go()$$, 'LSC01',
    'source key ["2"] of entity ''loose'' is not unique at the source', 'the first load notices it as well');

select * from finish();
rollback;
