-- Two entities that refer to each other.
begin;
select plan(16);

-- given: teams with captains, players with teams; nothing may be null but the captain
create table near.teams (id uuid primary key, captain_id uuid, name text);
create table near.players (id uuid primary key, team_id uuid not null references near.teams, name text);
alter table near.teams add foreign key (captain_id) references near.players;
select lockstep.define_entity('teams', 'far.team', '{id}', 'near.teams', '{"name": "s.name"}',
    '{"captain_id": {"entity": "players", "key": "s.captain_id"}}');
select lockstep.define_entity('players', 'far.player', '{id}', 'near.players', '{"name": "s.name"}',
    '{"team_id": {"entity": "teams", "key": "s.team_id"}}');
create view pg_temp.cycle as
select 'team' as what, l.source_key as id, c.source_key as refers_to
from near.teams as t
join lockstep_ledger.teams as l on l.target_key = t.id
left join lockstep_ledger.players as c on c.target_key = t.captain_id
union all
select 'player', l.source_key, c.source_key
from near.players as p
join lockstep_ledger.players as l on l.target_key = p.id
left join lockstep_ledger.teams as c on c.target_key = p.team_id;

-- behaviour
select results_eq(
    'select r.entity, r.is_late from lockstep.entity_refs as r order by 1',
    $$values ('players', false), ('teams', true)$$,
    'the column that may not be null decides the order, the other waits'
);
insert into far.team values (1, 10, 'a'), (2, 20, 'b'), (3, null, 'c');
insert into far.player values (10, 1, 'x'), (11, 1, 'y'), (20, 1, 'plays for a, leads b');
select near.go(entities => '{teams}');
select results_eq(
    'select * from pg_temp.cycle order by 1, 2',
    $$values ('player', 10, 1), ('player', 11, 1), ('player', 20, 1), ('team', 1, 10), ('team', 2, 20), ('team', 3, null)$$,
    'one sync completes the circle'
);
select is(
    near.account(), 'teams: 3 = 3 synced + 0 rejected + 0 excluded; players: 3 = 3 synced + 0 rejected + 0 excluded',
    'the sums are right'
);
select near.go('compare');
select is(near.found(), 'teams: unchanged 3; players: unchanged 3', 'nothing differs then');
create temp table writes as select near.writes('near.teams') + near.writes('near.players') as rows;
select near.go();
select is(near.found(), 'teams: unchanged 3; players: unchanged 3', 'a second sync has nothing to do');
select is(
    near.writes('near.teams') + near.writes('near.players'), (select w.rows from writes as w), 'and writes nothing'
);
select is_empty('select from lockstep_state.overwritten', 'completing a row overwrites nothing of others');

update far.team set captain_id = 11 where id = 1;
update far.team set captain_id = null where id = 2;
insert into far.team values (4, 40, 'd');
insert into far.player values (40, 4, 'z');
select near.go();
select results_eq(
    $$select * from pg_temp.cycle where what = 'team' order by 1, 2$$,
    $$values ('team', 1, 11), ('team', 2, null), ('team', 3, null), ('team', 4, 40)$$,
    'changes of the late column arrive, and new circles'
);
update near.teams set captain_id = null where name = 'd';
select near.go('compare');
select is(near.found(entity => 'teams'), 'drift 1, unchanged 3', 'drift of the late column is seen');
select near.go();
select is((select c.refers_to from pg_temp.cycle as c where what = 'team' and id = 4), 40, 'and healed');

update far.team set captain_id = 99 where id = 4;
select near.go();
select results_eq(
    'select r.source_key, r.reason, r.column_name, r.message from lockstep.rejects as r where closed_at is null',
    $$values ('["4"]'::jsonb, 'unresolved_reference', 'captain_id', 'reference to a row that is not synced; the row stands without it')$$,
    'a late reference that leads nowhere is a reject'
);
select is(near.account(entity => 'teams'), 'teams: 4 = 3 synced + 1 rejected + 0 excluded', 'the sum holds');
insert into far.player values (99, 4, 'late');
select near.go();
select is((select c.refers_to from pg_temp.cycle as c where what = 'team' and id = 4), 99, 'that heals when its row comes');
select is_empty('select from lockstep.rejects as r where closed_at is null', 'and is closed');

-- behaviour: a whole circle goes
update far.team set captain_id = null where id = 4;
delete from far.player where team_id = 4;
delete from far.team where id = 4;
select near.go(options => '{"allow_deletes": true}');
select is_empty($$select * from pg_temp.cycle where id in (4, 40, 99)$$, 'rows of a circle can be deleted');
select is_empty('select r.entity, r.source_key from lockstep.rejects as r where closed_at is null', 'without leaving a reject');

select * from finish();
rollback;
