begin;
select plan(19);

-- given
insert into far.office select i, 'office ' || i, 'town' from generate_series(1, 20) as i;
create function pg_temp.finding(entity text, kind text)
    returns setof text
    language sql
as $body$
    select f.level || ': ' || f.detail from lockstep.check_entity(entity) as f where f."check" = kind order by f.key;
$body$;

-- behaviour: all is well
select near.define_offices();
select results_eq(
    $$select "check", level, entity, detail, key from lockstep.check_entity('offices') order by key$$,
    $$values ('parity', 'info', 'offices', 'source and target compute the same hashes for 20 rows', 'parity:offices'),
        ('pushdown', 'info', 'offices', 'pushdown: full', 'pushdown:offices')$$,
    'says who adds up the fingerprints, and that both sides compute the same'
);
insert into lockstep_state.muted_finding (key, reason) values ('parity:offices', 'seen');
select is_empty($$select pg_temp.finding('offices', 'parity')$$, 'a finding that was muted is silent');
delete from lockstep_state.muted_finding;

-- behaviour: pushdown
select lockstep.define_entity('slow', 'select o.id, o.id::text as name, o.town from far.office as o', '{id}', 'near.offices',
    '{"name": "s.name", "town": "s.town"}');
select results_eq(
    $$select pg_temp.finding('slow', 'pushdown')$$,
    $$values ('warning: pushdown: partial, because the source cannot be asked to hash name')$$,
    'names the columns that keep the source from adding up'
);
create table near.local_source (id integer primary key, name text not null);
select lockstep.define_entity('here', 'near.local_source', '{id}', 'near.offices', '{"name": "s.name"}');
select results_eq(
    $$select pg_temp.finding('here', 'pushdown')$$, $$values ('warning: pushdown: none, because the source reads no linked table')$$,
    'or that nothing is linked'
);

-- behaviour: parity
create foreign table near.liar (id integer, name text, town text) server lockstep_far options (schema_name 'public', table_name 'office');
alter foreign table near.liar alter column name options (column_name 'town');
select lockstep.define_entity('lies', 'near.liar', '{id}', 'near.offices', '{"name": "s.name"}');
select results_eq(
    $$select pg_temp.finding('lies', 'parity')$$, $$values ('info: source and target compute the same hashes for 20 rows')$$,
    'another name at the source is no lie'
);
create table near.ci (id integer primary key, value text);
insert into far.kinds (id, a_char) values (1, 'a');
create foreign table near.text_for_char (id integer, a_char text) server lockstep_far options (schema_name 'public', table_name 'kinds');
select lockstep.define_entity('lies', 'near.text_for_char', '{id}', 'near.offices', '{"name": "s.a_char"}');
select results_eq(
    $$select pg_temp.finding('lies', 'parity')$$,
    $$values ('error: the source computes other hashes than we do for 1 of 1 rows (columns a_char)')$$,
    'a column whose type is another at the source is, and is named'
);

-- behaviour: watermarks
select lockstep.define_entity('visits', 'far.visit', '{id}', 'near.visits', '{"note": "s.note"}', watermark => 'changed_at');
select is_empty($$select pg_temp.finding('visits', 'watermark')$$, 'a watermark that tells of all changes is no matter');
select lockstep.define_entity('visits', 'select v.*, o.name from far.visit as v join far.office as o on o.id = v.doctor_id', '{id}', 'near.visits',
    '{"note": "s.note"}', watermark => 'changed_at');
select results_eq(
    $$select pg_temp.finding('visits', 'watermark')$$,
    $$values ('info: a sync by watermark looks at all rows: its source reads more than one table, and a watermark tells of one')$$,
    'one that does not, is'
);

-- behaviour: references
select near.define_doctors();
select lockstep.define_entity('strays', 'far.doctor', '{id}', 'near.doctors', '{"name": "s.name"}',
    '{"office_id": {"entity": "nowhere", "key": "s.office_id"}}');
select results_eq(
    $$select pg_temp.finding('strays', 'reference')$$, $$values ('error: refers to entity nowhere, which is not defined')$$,
    'a reference to what is not defined'
);
create table near.teams (id uuid primary key, captain_id uuid not null);
create table near.players (id uuid primary key, team_id uuid not null references near.teams);
select lockstep.define_entity('teams', 'far.team', '{id}', 'near.teams', '{}', '{"captain_id": {"entity": "players", "key": "s.captain_id"}}');
select lockstep.define_entity('players', 'far.player', '{id}', 'near.players', '{}', '{"team_id": {"entity": "teams", "key": "s.team_id"}}');
select matches(
    (select pg_temp.finding('teams', 'reference_cycle')), '^error: column captain_id is required and refers to players', 'a circle that cannot be broken'
);
select is_empty($$select pg_temp.finding('doctors', 'reference_cycle')$$, 'one that can is none');

-- behaviour: what rows meet on the target
create table near.guarded (
    id integer primary key,
    name text unique,
    age integer check (age > 0),
    office_id uuid references near.offices
);
create function near.nothing()
    returns trigger
    language plpgsql
as 'begin return new; end';
create trigger before_it before insert on near.guarded for each row execute function near.nothing();
create trigger after_it after update on near.guarded for each row execute function near.nothing();
create trigger for_statement after insert on near.guarded execute function near.nothing();
select lockstep.define_entity('guarded', 'far.person', '{id}', 'near.guarded', '{"name": "s.name", "office_id": "null::uuid"}');
select results_eq(
    $$select pg_temp.finding('guarded', 'target_constraint')$$,
    $$values ('info: rows have to pass guarded_age_check: CHECK ((age > 0))'), ('info: rows have to pass guarded_name_key: UNIQUE (name)')$$,
    'constraints'
);
select results_eq(
    $$select level from lockstep.check_entity('guarded') where "check" = 'target_trigger' order by key$$, $$values ('warning'), ('info')$$,
    'triggers, with a warning for those that come after the write'
);
select results_eq(
    $$select pg_temp.finding('guarded', 'target_reference')$$,
    $$values ('warning: column office_id has a foreign key to near.offices, but the mapping does not resolve it through refs')$$,
    'foreign keys that no reference resolves'
);

-- behaviour: the source
update lockstep_state.linked_table set indexes = '[]' where local_table = 'visit';
select near.define_visits();
select results_eq(
    $$select key from lockstep.check_entity('visits') where "check" = 'source_index' order by 1$$,
    $$values ('source_index:visits:the key'), ('source_index:visits:the watermark')$$,
    'indexes that the source lacks'
);
select isnt_empty(
    $$select f."check" from lockstep.check_entity('peeks') as f where f.level in ('warning', 'error') and f.detail ~ 'person'$$,
    'an expression that reads another table, whose changes nobody would notice'
)
from lockstep.define_entity('peeks', 'far.office', '{id}', 'near.visits',
    '{"note": "(select count(*)::text from far.person as p where p.office_id = s.id)"}') as defined;
select is_empty($$select from lockstep.check_entity('offices') where level <> 'info'$$, 'worst things come first; here are none');
select is(
    (select f.level from lockstep.check_entity('guarded') as f limit 1), 'warning', 'where there are, they do'
);

-- refusals
select throws_ok($$select * from lockstep.check_entity('nope')$$, 'LSE01', 'entity ''nope'' is not defined', 'refuses a name that is none');

select * from finish();
rollback;
