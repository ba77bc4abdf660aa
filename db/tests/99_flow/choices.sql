-- A reference that leads to one of several entities, by what the row says of it: generic foreign
-- keys.
begin;
select plan(37);

-- given: notes to offices, doctors and teams. Which target rows are teams only the ledger knows
create table near.notes (id bigint primary key, recipient_id uuid, note text);
create table near.clubs (id uuid primary key default gen_random_uuid(), name text);
create function pg_temp.define(doctors text default '"null"') returns text
language sql as $$
    select lockstep.define_entity(
        'notes', 'far.person', '{id}', 'near.notes', '{"note": "s.name"}',
        format(
            '{"recipient_id": [
                {"entity": "offices", "key": "case when s.kind in (''office'', ''both'') then s.office_id end"},
                {"entity": "doctors", "key": "case when s.kind in (''doctor'', ''both'') then s.office_id end", "if_missing": %s},
                {"entity": "clubs", "key": "case when s.kind = ''club'' then s.office_id end"}
            ]}', doctors
        )::jsonb
    )
$$;
create function pg_temp.open_rejects() returns setof text
language sql as $$
    select concat_ws(' ', c.entity, c.reason, c."column", c.example_keys, c.remedy)
    from lockstep.reject_causes() as c
    order by 1
$$;
create function pg_temp.refs(key text) returns setof text
language sql as $$
    select concat_ws(' ', r.value ->> 'entity', r.value ->> 'state', r.value ->> 'source_key')
    from lockstep.check_record('notes', array[key]) as c
    cross join jsonb_array_elements(c -> 'refs') with ordinality as r
    order by r.ordinality
$$;

-- behaviour: definition in any order
select is(pg_temp.define(), 'created', 'a column may choose from several entities');
select results_eq(
    'select * from lockstep.incomplete_entities()',
    $$values ('notes', 'clubs'), ('notes', 'doctors'), ('notes', 'offices')$$,
    'all of them have to be defined'
);
select results_eq(
    $$select f.key from lockstep.check_entity('notes') as f where f."check" = 'reference' order by 1$$,
    $$values ('reference:notes:recipient_id (clubs)'), ('reference:notes:recipient_id (doctors)'), ('reference:notes:recipient_id (offices)')$$,
    'each is told'
);
select near.define_offices();
select near.define_doctors();
select lockstep.define_entity('clubs', 'far.team', '{id}', 'near.clubs', '{"name": "s.name"}', key_strategy => 'random');
select is(pg_temp.define(), 'unchanged', 'the same again changes nothing');
select ok((select e.is_complete from lockstep.entities as e where e.name = 'notes'), 'then it is complete');

create view pg_temp.note as
select n.id, concat_ws(' ', 'office ' || o.source_key, 'doctor ' || d.source_key, 'club ' || c.source_key) as leads_to
from near.notes as n
left join lockstep_ledger.offices as o on o.target_key = n.recipient_id
left join lockstep_ledger.doctors as d on d.target_key = n.recipient_id
left join lockstep_ledger.clubs as c on c.target_key = n.recipient_id;

-- behaviour: the first sync
insert into far.office values (1, 'one', null), (2, 'two', null), (8, 'no doctor', null);
insert into far.doctor (id, office_id, name) values (1, 2, 'first'), (2, 1, 'second'), (7, 1, 'no office');
insert into far.team values (1, null, 'reds'), (9, null, 'blues');
insert into far.person (id, kind, office_id, name) values
    (1, 'office', 1, 'to an office'), (2, 'doctor', 1, 'to a doctor'), (3, 'club', 1, 'to a club'), (4, 'other', 1, 'to nobody'),
    (5, 'both', 2, 'to the office, as that comes first'), (6, 'office', null, 'null'),
    (7, 'office', 7, 'there is a doctor 7, but no office'), (8, 'doctor', 8, 'there is an office 8, but no doctor'),
    (9, 'both', 7, 'first is office'), (10, 'club', 7, 'neither');
select near.go('analyze');
select results_eq(
    $$
    select r - 'column' from lockstep.analysis(near.last_run()) as a cross join jsonb_array_elements(a.references) as r
    where a.entity = 'notes' order by r ->> 'refers_to'
    $$,
    $$
    values ('{"refers_to": "clubs", "rows": 2, "resolved": 0, "waiting": 1, "rejected": 0, "excluded": 0, "nowhere": 1}'::jsonb),
        ('{"refers_to": "doctors", "rows": 2, "resolved": 0, "waiting": 1, "rejected": 0, "excluded": 0, "nowhere": 1}'),
        ('{"refers_to": "offices", "rows": 4, "resolved": 0, "waiting": 2, "rejected": 0, "excluded": 0, "nowhere": 2}')
    $$,
    'an analysis says where they lead; a row counts for one'
);
select near.go(entities => '{notes}');
select is(
    (select array_agg(e.entity order by e.level, e.entity) from lockstep.run_entities as e where e.run = near.last_run()),
    '{clubs,offices,doctors,notes}', 'all of them are taken along, and come first'
);
select results_eq(
    'select id, leads_to from pg_temp.note order by id',
    $$values (1::bigint, 'office 1'), (2, 'doctor 1'), (3, 'club 1'), (4, ''), (5, 'office 2'), (6, ''), (8, '')$$,
    'each leads to where it should, and the first key that is not null decides'
);
select results_eq(
    'select * from pg_temp.open_rejects()',
    $$values
        ('notes unresolved_reference recipient_id [["10"]] entity clubs has no row ["7"]: add it at the source, or let it in if '
            'the where of that entity leaves it out; or set "if_missing": "null" for recipient_id'),
        ('notes unresolved_reference recipient_id [["7"], ["9"]] entity offices has no row ["7"]: add it at the source, or let it in if '
            'the where of that entity leaves it out; or set "if_missing": "null" for recipient_id')$$,
    'each refusal names the entity that it is about'
);
select is(
    near.account(entity => 'notes'), 'notes: 10 = 7 synced + 3 rejected + 0 excluded', 'the sum is right'
);
select results_eq(
    'select l.source_key, l.unresolved from lockstep_ledger.notes as l where l.unresolved is not null',
    $$values (8, '{"recipient_id (doctors)": ["8"]}'::jsonb)$$, 'what was let in without is remembered'
);
select results_eq(
    $$select * from pg_temp.refs('2')$$, $$values ('offices none'), ('doctors resolved ["1"]'), ('clubs none')$$, 'a look at a row says it'
);
select results_eq(
    $$select * from pg_temp.refs('9')$$, $$values ('offices unresolved ["7"]'), ('doctors none'), ('clubs none')$$,
    'also of what was refused'
);
select matches(
    (select r.value ->> 'remedy' from lockstep.check_record('notes', '{9}') as c cross join jsonb_array_elements(c -> 'rejects') as r),
    '^entity offices has no row \["7"\]', 'with what to do'
);

-- behaviour: nothing changes
create temp table places as select n.ctid as place, n.* from near.notes as n;
select near.go();
select is(near.found(entity => 'notes'), 'insert 3, unchanged 7', 'a second sync finds the refused rows');
select results_eq('select n.ctid as place, n.* from near.notes as n order by id', 'select * from places order by id', 'and writes nothing');
select near.go('compare', options => '{"deep": true}');
select is(
    near.found(entity => 'notes'), 'missing 3, unchanged 7', 'nor does a comparison without ledgers'
);
select is_empty(
    $$select * from near.findings('notes', 'reference') union all select * from near.findings('notes', 'content')$$,
    'and a validation is content with them'
);

-- behaviour: they heal
insert into far.doctor (id, name) values (8, 'late');
select near.go(entities => '{doctors,notes}');
select is((select n.leads_to from pg_temp.note as n where n.id = 8), 'doctor 8', 'a reference is completed when its row comes');
insert into far.office values (7, 'late', null);
select near.go();
select results_eq(
    'select id, leads_to from pg_temp.note where id in (7, 9) order by id', $$values (7::bigint, 'office 7'), (9, 'office 7')$$,
    'rows that were refused arrive'
);
select is(near.account(entity => 'notes'), 'notes: 10 = 9 synced + 1 rejected + 0 excluded', 'which leaves the one');
insert into far.doctor (id, name) values (3, 'third');
update far.person set kind = 'doctor', office_id = 3 where id = 1;
select near.go();
select is((select n.leads_to from pg_temp.note as n where n.id = 1), 'doctor 3', 'a reference may come to lead to another entity');

-- behaviour: what deep comparison and validation see
update near.notes set recipient_id = (select o.target_key from lockstep_ledger.offices as o where o.source_key = 1) where id = 2;
update near.notes set recipient_id = (select c.target_key from lockstep_ledger.clubs as c where c.source_key = 9) where id = 3;
update near.notes set recipient_id = gen_random_uuid() where id = 5;
select near.go('compare', options => '{"deep": true}');
select results_eq(
    $$select d.source_key, d.columns from lockstep_state.difference as d where d.run = near.last_run() and d.entity = 'notes' and d.state <> 'missing'
    order by 1$$,
    $$values ('["2"]'::jsonb, '{recipient_id}'::text[]), ('["3"]', '{recipient_id}'), ('["5"]', '{recipient_id}')$$,
    'a row of the wrong entity is a difference'
);
select results_eq(
    $$select * from near.findings('notes', 'reference')$$,
    $$values ('error', 'reference:notes:recipient_id', 1::bigint, '[["5"]]'::jsonb)$$,
    'one that stands in none of the tables is not there'
);
select near.go();
create temp table doctor as select * from lockstep_ledger.doctors;
update lockstep_ledger.doctors set target_key = gen_random_uuid() where source_key = 1;
select near.go('compare', '{notes}', options => '{"deep": true}');
select is(near.found(entity => 'notes'), 'missing 1, unchanged 9', 'a ledger that lies is not asked');
update lockstep_ledger.doctors as l set target_key = d.target_key from doctor as d where d.source_key = l.source_key;

-- behaviour: a choice that ends in a circle
create table near.squads (id uuid primary key, boss_id uuid, name text);
create table near.members (id uuid primary key, squad_id uuid not null references near.squads, name text);
select lockstep.define_entity('squads', 'far.team', '{id}', 'near.squads', '{"name": "s.name"}',
    '{"boss_id": [{"entity": "members", "key": "s.captain_id"}, {"entity": "squads", "key": "s.id"}]}');
select lockstep.define_entity('members', 'far.player', '{id}', 'near.members', '{"name": "s.name"}',
    '{"squad_id": {"entity": "squads", "key": "s.team_id"}}');
select results_eq(
    $$select r.entity, r.refers_to, r.is_late from lockstep.entity_refs as r where r.entity in ('squads', 'members') order by 1, 2$$,
    $$values ('members', 'squads', false), ('squads', 'members', true), ('squads', 'squads', true)$$,
    'a reference to itself and one in a circle are late, one that must be is not'
);
insert into far.player values (10, 1, 'x'), (11, 9, 'y');
update far.team set captain_id = 11 where id = 1;
select near.go(entities => '{squads}');
create view pg_temp.squad as
select l.source_key as id, coalesce('member ' || m.source_key, 'squad ' || q.source_key) as boss
from near.squads as s
join lockstep_ledger.squads as l on l.target_key = s.id
left join lockstep_ledger.members as m on m.target_key = s.boss_id
left join lockstep_ledger.squads as q on q.target_key = s.boss_id;
select results_eq(
    'select * from pg_temp.squad order by id', $$values (1, 'member 11'), (9, 'squad 9')$$, 'one sync completes the circle'
);
update far.team set captain_id = 99 where id = 9;
select near.go(entities => '{squads}');
select results_eq(
    $$select r.source_key, r.column_name, r.message from lockstep.rejects as r where r.entity = 'squads' and closed_at is null$$,
    $$values ('["9"]'::jsonb, 'boss_id', 'reference to a row that is not synced; the row stands without it')$$,
    'what leads nowhere is a reject'
);
insert into far.player values (99, 9, 'late');
select near.go(entities => '{squads}');
select results_eq(
    'select * from pg_temp.squad order by id', $$values (1, 'member 11'), (9, 'member 99')$$, 'that heals when its row comes'
);
delete from far.player where id in (11, 99);
delete from far.team where id in (1, 9);
delete from far.player where id = 10;
delete from far.person where kind = 'club';
select near.go(options => '{"allow_deletes": true}');
select is(
    (select count(*) from near.squads) + (select count(*) from near.members), 0::bigint, 'rows of such a circle can be deleted'
);
select is_empty($$select r.entity, r.source_key from lockstep.rejects as r where closed_at is null$$, 'without leaving a reject');

-- behaviour: the policy is of each alternative
select is(pg_temp.define('"reject"'), 'changed', 'a policy may change');
update far.person set kind = 'doctor', office_id = 77 where id = 4;
select near.go();
select is(
    (select r.unresolved from lockstep_state.reject as r where r.entity = 'notes' and r.closed_at is null),
    '{"recipient_id (doctors)": ["77"]}', 'and decides then'
);

-- behaviour: a choice that is required, and unique
create table near.owners (id bigint primary key, owner_id uuid not null unique);
select lockstep.define_entity('owners', 'far.person', '{id}', 'near.owners', '{}',
    '{"owner_id": [{"entity": "offices", "key": "case when s.kind = ''office'' then s.office_id end"},
        {"entity": "doctors", "key": "case when s.kind = ''doctor'' then s.office_id end"}]}');
delete from far.person where true;
insert into far.person (id, kind, office_id) values
    (1, 'office', 1), (2, 'doctor', 1), (3, 'office', 1), (4, 'other', 1), (5, 'doctor', null), (6, 'doctor', 2);
select near.go('analyze', '{owners}');
select results_eq(
    $$
    select r ->> 'column', r ->> 'cause', (r ->> 'rows')::bigint
    from lockstep.analysis(near.last_run()) as a cross join jsonb_array_elements(a.refusals) as r
    order by 2
    $$,
    $$values ('owner_id', 'not null', 2::bigint), ('owner_id', 'unique', 1)$$,
    'an analysis foresees rows that lead nowhere, and those that lead to the same'
);
select near.go(entities => '{owners}', options => '{"allow_deletes": true}');
select is(near.account(entity => 'owners'), 'owners: 6 = 3 synced + 3 rejected + 0 excluded', 'as it comes');

-- refusals
select throws_ok(
    $$select lockstep.drop_entity('doctors')$$, 'LSE17', 'entity ''doctors'' is referred to by ''notes'', ''owners''',
    'an entity that a choice may lead to cannot be dropped'
);
select near.define_visits();
select throws_ok(
    $$select lockstep.define_entity('notes', 'far.person', '{id}', 'near.notes', '{}',
        '{"recipient_id": [{"entity": "offices", "key": "s.id"}, {"entity": "visits", "key": "s.id"}]}')$$,
    'LSE14', null, 'keys of different types do not make a choice'
);

select * from finish();
rollback;
