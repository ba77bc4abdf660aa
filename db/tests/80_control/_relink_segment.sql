-- The second pass goes on until nothing more can be resolved, in pieces of batch_rows.
begin;
select plan(5);

-- given: a chain in which everybody refers to the next, so that nobody finds its mentor at first
insert into far.office values (1, 'one', null);
insert into far.doctor (id, office_id, mentor_id, name)
select i, 1, nullif(i + 1, 12), 'doctor ' || i from generate_series(1, 11) as i;
select near.define_doctors();
select near.define_offices();

-- behaviour
select near.go(options => '{"batch_rows": 2}');
select is(
    (select count(*) from near.doctors as d where d.mentor_id is not null), 10::bigint, 'more rows than batch_rows are completed in several steps'
);
select is(near.account(entity => 'doctors'), 'doctors: 11 = 11 synced + 0 rejected + 0 excluded', 'none is rejected');
select cmp_ok(
    (select sum(s.written) from lockstep_state.segment as s where s.run = near.last_run() and s.kind = 'relink' and s.entity = 'doctors'),
    '<=', 10::numeric, 'each row once'
);

-- behaviour: rows that wait for rows that wait
create table near.strict_players (id uuid primary key, team_id uuid not null, name text);
create table near.strict_teams (id uuid primary key, captain_id uuid not null, name text);
create table near.fans (id uuid primary key, team_id uuid not null, name text);
select lockstep.define_entity('strict_teams', 'far.team', '{id}', 'near.strict_teams', '{"name": "s.name"}',
    '{"captain_id": {"entity": "strict_players", "key": "s.captain_id"}}');
select lockstep.define_entity('strict_players', 'far.player', '{id}', 'near.strict_players', '{"name": "s.name"}',
    '{"team_id": {"entity": "strict_teams", "key": "s.team_id"}}');
insert into far.team values (1, 10, 'a');
insert into far.player values (10, 1, 'x');
select near.go(entities => '{strict_players}');
select is(
    near.account(),
    'strict_players: 1 = 0 synced + 1 rejected + 0 excluded; strict_teams: 1 = 0 synced + 1 rejected + 0 excluded',
    'a circle of which nothing may be null ends in rejects, not in an endless run'
);
select lockstep.define_entity('strict_teams', 'far.team', '{id}', 'near.strict_teams',
    '{"name": "s.name", "captain_id": "gen_random_uuid()"}');
select near.go(entities => '{strict_players}');
select is(
    near.account(),
    'strict_teams: 1 = 1 synced + 0 rejected + 0 excluded; strict_players: 1 = 1 synced + 0 rejected + 0 excluded',
    'until the circle is opened'
);

select * from finish();
rollback;
