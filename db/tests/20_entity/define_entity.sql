begin;
select plan(34);

-- behaviour: the first definition
select is(near.define_offices(), 'created', 'defines an entity');
select has_view('lockstep_mapping'::name, 'offices_source'::name, 'with a view of its source');
select has_view('lockstep_mapping'::name, 'offices_projection'::name, 'one of what it writes');
select has_table('lockstep_ledger'::name, 'offices'::name, 'and a ledger');
select results_eq(
    'select name, source, source_key, target, target_key, key_strategy, on_delete, on_drift, batch_rows, is_complete from lockstep.entities',
    $$values ('offices', 'far.office', '{id}'::text[], 'near.offices', '{id}'::text[], 'derive', 'delete', 'overwrite', 50000, true)$$,
    'and fills in what is not given'
);
select results_eq(
    'select side, name, type, key_position from lockstep.entity_columns order by side, name',
    $$
    values ('source', 'id', 'integer', 1), ('source', 'name', 'text', null), ('source', 'town', 'text', null),
        ('target', 'id', 'uuid', 1), ('target', 'name', 'text', null), ('target', 'town', 'text', null)
    $$,
    'knows the columns it reads and those it writes'
);

-- behaviour: the same again
create temp table defined as select e.* from lockstep_state.entity as e;
insert into far.office values (1, 'one', 'a'), (2, 'two', 'b');
select near.go();
select is(near.define_offices(), 'unchanged', 'the same call again changes nothing');
select results_eq('select * from lockstep_state.entity', 'select * from defined', 'not even when it was defined');
select near.go('compare');
select is(near.found(), 'offices: unchanged 2', 'and no row differs');

-- behaviour: changes
select is(
    lockstep.define_entity('offices', 'far.office', '{id}', 'near.offices', '{"name": "s.name", "town": "s.town"}', batch_rows => 10),
    'changed', 'other batch_rows are a change'
);
select near.go('compare');
select is(near.found(), 'offices: unchanged 2', 'but no reason to write rows again');
select is(
    lockstep.define_entity('offices', 'far.office', '{id}', 'near.offices', '{"name": "s.name", "town": "upper(s.town)"}'),
    'changed', 'so is another expression'
);
select near.go('compare');
select is(near.found(), 'offices: update 2', 'every row differs then');
select near.go();
select results_eq('select town from near.offices order by name', $$values ('A'), ('B')$$, 'and is written with the new one');
select is(near.define_offices(), 'changed', 'back to the old one');
select near.go();
select is(near.found(), 'offices: update 2, written 2', 'they are written once more');
select is(
    lockstep.define_entity('offices', 'far.office', '{id}', 'near.offices', '{"name": "s.name"}'), 'changed', 'a column may be taken out'
);
update near.offices set town = 'own';
select near.go();
select near.go('compare');
select is(near.found(), 'offices: unchanged 2', 'and belongs to others then');
select is(near.define_offices(), 'changed', 'and taken in again');
select near.go();
select is(near.found(), 'offices: update 2, written 2', 'which is an update of each row, nobody''s conflict');
update near.offices set town = 'touched' where name = 'one';
select is(
    lockstep.define_entity('offices', 'far.office', '{id}', 'near.offices', '{"name": "s.name"}'), 'changed', 'a column may go again'
);
select near.define_offices();
select near.go();
select isnt(
    (select count(*) from lockstep_state.overwritten as o where o.before ->> 'town' = 'touched'), 0::bigint, 'what that overwrites is kept'
);

-- behaviour: names mean what they mean to the caller
set local search_path = far, near, public, extensions;
select is(
    lockstep.define_entity('short', 'office', '{id}', 'offices', '{"name": "s.name"}'), 'created', 'names follow the caller''s search_path'
);
select is(
    (select e.target from lockstep.entities as e where e.name = 'short'), 'near.offices', 'once, when it is defined'
);
create function near.shout(value text)
    returns text
    language sql
    immutable
as 'select upper(value)';
select is(
    lockstep.define_entity('short', 'select o.* from office as o', '{id}', 'offices', '{"name": "shout(s.name)"}'), 'changed',
    'in the SELECT and in expressions, too'
);
reset search_path;
select lockstep.drop_entity('offices');
delete from near.offices;
select near.go(entities => '{short}');
select results_eq('select name from near.offices order by 1', $$values ('ONE'), ('TWO')$$, 'a run does not depend on it');

-- behaviour: names that need quotes
create table near."Odd ""target" ("the Id" integer primary key, "Täble" text, "order" integer);
insert into near."Odd ""target" values (99, 'own', 0);
select is(
    lockstep.define_entity('weird', 'far."Weird "" Täble"', '{sélect X}', 'near."Odd ""target"',
        '{"Täble": "s.\"a \"\"quoted\"\" one\"", "order": "s.\"order\" + 1"}'),
    'created', 'names may be as odd as PostgreSQL allows'
);
select near.go(entities => '{weird}');
select results_eq(
    'select * from near."Odd ""target" order by 1', $$values (1, 'one', 11), (99, 'own', 0)$$, 'and work'
);
update near."Odd ""target" set "Täble" = 'touched';
select near.go(entities => '{weird}');
select is(near.found(), 'weird: drift 1, written 1', 'in every state');
select is(near.account(), 'weird: 1 = 1 synced + 0 rejected + 0 excluded, 1 extra', 'and in the sum');

-- behaviour: an enum for text
create type near.mood as enum ('sad', 'ok', 'happy');
create table near.moods (id integer primary key, mood near.mood not null);
select is(
    lockstep.define_entity('moods', 'far.person', '{id}', 'near.moods',
        '{"mood": "case when s.age > 18 then ''happy'' when s.kind = ''it''''s'' then ''sad'' else ''ok'' end"}'),
    'created', 'text for an enum gets its cast'
);

-- behaviour: views that somebody dropped, with a function that they call, come back
create function near.louder(t text) returns text language sql immutable as $$select upper(t)$$;
create function pg_temp.define_shouts()
    returns text
    language sql
as $body$
    select lockstep.define_entity('shouts', 'far.person', '{id}', 'near.moods', '{"mood": "lower(near.louder(''OK''))"}');
$body$;
select pg_temp.define_shouts();
select is(pg_temp.define_shouts(), 'unchanged', 'the same again changes nothing');
drop function near.louder cascade;
create function near.louder(t text) returns text language sql immutable as $$select upper(t)$$;
select is(to_regclass('lockstep_mapping.shouts_projection'), null, 'the view went with the function');
select is(pg_temp.define_shouts(), 'changed', 'the definition builds it again');

-- refusals: each in the file of the function that raises it
select * from finish();
rollback;
