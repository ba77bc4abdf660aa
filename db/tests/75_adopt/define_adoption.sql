begin;
select plan(32);

-- given: kinds of keys, and rows that stand there already
insert into far.office select i, 'office ' || i, 'town' from generate_series(1, 4) as i;
insert into far.doctor (id, office_id, mentor_id, name) select i, 1 + i % 4, nullif(i / 2, 0), 'doctor ' || i from generate_series(1, 6) as i;
insert into far.word select 'word ' || i, 'meaning' from generate_series(1, 3) as i;
insert into far.page select 'book', i::text, 'note' from generate_series(1, 3) as i;
insert into far.visit (id, note) select i, 'note' from generate_series(1, 3) as i;
select near.define_offices();
select near.define_doctors();
select near.define_words();
create table near."Old ""Keys""" ("old Id" numeric, "new Id" uuid);
create table near.seats (
    doctor_id uuid references near.doctors, office_id uuid references near.offices, primary key (doctor_id, office_id)
);
create table near.notes (
    id bigint generated always as identity primary key, legacy_table varchar(20), legacy_id text, text text
);
create table near.pages (id uuid primary key, book text, label varchar(10), note text);

-- behaviour: definitions
select is(
    lockstep.define_adoption('offices', query => 'select o."old Id", o."new Id" from near."Old ""Keys""" as o'), 'created',
    'an adoption is defined beside the entity'
);
select is(
    lockstep.define_adoption('offices', query => 'select o."old Id", o."new Id" from near."Old ""Keys""" as o;'), 'unchanged',
    'twice is harmless'
);
select is(
    lockstep.define_adoption(
        'offices', mapping => 'near."Old ""Keys"""', mapping_key => '{old Id}', mapping_target => '{new Id}'
    ),
    'changed', 'another definition takes its place'
);
select is(near.define_offices(on_drift => 'keep'), 'changed', 'a changed mapping');
select is((select count(*) from lockstep_state.adoption), 1::bigint, 'keeps its adoption');

-- refusals
select throws_ok(
    format('select lockstep.define_adoption(%L, %s)', t.entity, t.arguments), 'LSE21', t.problem, t.promise
)
from (values
    ('offices', 'by => ''{legacy}''', 'entity ''offices'' cannot be adopted: by rows: column t.legacy does not exist', 'an unknown column'),
    ('offices', 'by => ''{name,town}''', 'entity ''offices'' cannot be adopted: its source key has 1 columns: id', 'too many columns'),
    ('offices', 'mapping => ''near.nowhere''', 'entity ''offices'' cannot be adopted: there is no table ''near.nowhere''', 'an unknown table'),
    ('offices', 'mapping => ''near.notes''', 'entity ''offices'' cannot be adopted: by mapping: column m.new_id does not exist', 'its unknown column'),
    ('offices', 'mapping => ''near.notes'', mapping_target => ''{id}''',
        'entity ''offices'' cannot be adopted: by mapping: column 2 is of type bigint, the key of type uuid', 'types that do not go together'),
    ('offices', 'mapping => ''near.notes'', mapping_target => ''{id}'', mapping_where => ''legacy_id = ''',
        'entity ''offices'' cannot be adopted: by mapping: syntax error at or near ")"', 'a condition that is none'),
    ('offices', 'query => ''select 1''', 'entity ''offices'' cannot be adopted: by query: table "q" has 1 columns available but 2 columns specified', 'too few columns'),
    ('offices', 'query => ''select 1, null::uuid, 3''', 'entity ''offices'' cannot be adopted: by query: 3 columns for 2 of source key and target key', 'or too many'),
    ('offices', 'query => ''delete from near.notes returning id, id''', null, 'a query that writes'),
    ('offices', 'mapping_where => ''true''', null, 'a condition on no table')
) as t (entity, arguments, problem, promise);
select throws_ok($$select lockstep.define_adoption('nope', by => '{a}')$$, 'LSE01', null, 'an unknown entity');
select throws_ok(
    $$select lockstep.start_run('adopt', '{words,offices}', options => '{"ways": {"offices": {"by": ["nope"]}}}')$$, 'LSE21', null,
    'what a run is told is tried before it starts'
);
select throws_ok($$select lockstep.start_run('adopt', is_dry => true)$$, 'LSJ15', null, 'a dry run has to be rolled back');
select throws_ok($$select lockstep.start_run('sync', options => '{"gone": true}')$$, 'LSJ01', null, 'options of an adoption are for no other run');
create table near.rooms (id uuid primary key, note text);
select lockstep.define_entity(
    entity => 'rooms', source => 'far.visit', source_key => '{id}', target => 'near.rooms', columns => '{"note": "s.note"}'
);
select throws_ok(
    $$select lockstep.start_run('adopt', '{rooms}')$$, 'LSE22', 'nothing tells which target rows of entity ''rooms'' are whose',
    'an entity without any way has to be left out'
);
select is_empty('select from lockstep.runs', 'a refusal leaves no run behind');

-- given: rows of each kind
insert into near.offices (id, name, town) select md5('o' || i)::uuid, 'office ' || i, 'town' from generate_series(1, 4) as i;
insert into near."Old ""Keys""" select i, md5('o' || i)::uuid from generate_series(1, 4) as i;
insert into near."Old ""Keys""" values (1.5, md5('o1')::uuid), (1e20, md5('o2')::uuid), (3, md5('o3')::uuid);
insert into near.doctors (id, office_id, name)
select md5('d' || i)::uuid, md5('o' || 1 + i % 4)::uuid, 'doctor ' || i from generate_series(1, 6) as i;
update near.doctors as d set mentor_id = md5('d' || i / 2)::uuid from generate_series(2, 6) as i where d.name = 'doctor ' || i;
insert into near.words select 'word ' || i, 'meaning' from generate_series(2, 4) as i;
insert into near.seats select md5('d' || i)::uuid, md5('o' || 1 + i % 4)::uuid from generate_series(1, 5) as i;
insert into near.notes (legacy_table, legacy_id, text)
select t.legacy_table, i::text, 'note' from (values ('visit'), ('page')) as t (legacy_table), generate_series(1, 3) as i;
insert into near.notes (legacy_table, legacy_id, text) values ('visit', '9 ', 'note'), ('visit', 'nine', 'note');
insert into near.pages select md5('p' || i)::uuid, 'book', i::text, 'note' from generate_series(2, 4) as i;
select lockstep.define_adoption('doctors', query => $$select substr(name, 8), id::text from near.doctors$$);
select lockstep.define_entity(
    entity => 'seats', source => 'far.doctor', source_key => '{id}', target => 'near.seats',
    refs => '{"doctor_id": {"entity": "doctors", "key": "s.id"}, "office_id": {"entity": "offices", "key": "s.office_id"}}'
);
select lockstep.define_entity(
    entity => v.name, source => v.source, source_key => '{id}', target => 'near.notes', key_strategy => 'random',
    columns => jsonb_build_object('legacy_table', quote_literal(v.kind), 'legacy_id', 's.id::text', 'text', '''note''')
)
from (values ('visit_notes', 'far.visit', 'visit'), ('page_notes', 'far.office', 'page')) as v (name, source, kind);
select lockstep.define_adoption('visit_notes', by => '{legacy_id}');
select lockstep.define_adoption('page_notes', by => '{legacy_id}');
select lockstep.define_entity(
    entity => 'pages', source => 'far.page', source_key => '{book,label}', target => 'near.pages',
    columns => '{"book": "s.book", "label": "s.label", "note": "s.note"}'
);
create temp table found as select near.go('adopt') as run;

-- behaviour
select is(near.found(f.run, t.entity), t.found, t.promise)
from found as f, (values
    ('offices', 'unchanged 4', 'a mapping table with quoted names and keys of another type'),
    ('doctors', 'unchanged 6', 'a query; references of rows to rows of their own entity'),
    ('words', 'insert 1, unchanged 2', 'a text key that is kept'),
    ('seats', 'insert 1, unchanged 5', 'a join table, by the keys of those adopted before'),
    ('visit_notes', 'unchanged 3', 'one table of two entities, told by a constant'),
    ('page_notes', 'insert 1, unchanged 3', 'and its other one'),
    ('pages', 'insert 1, unchanged 2', 'a key of two columns'),
    ('rooms', 'insert 3', 'an entity that nothing tells of, beside all others')
) as t (entity, found, promise);
select results_eq(
    $$select i.entity, i.reason, count(*) from lockstep.adoption_issues as i group by 1, 2 order by 1, 2$$,
    $$values ('offices', 'malformed', 2::bigint), ('pages', 'gone', 1), ('visit_notes', 'gone', 1),
        ('visit_notes', 'malformed', 1), ('words', 'gone', 1)$$,
    'what does not fit'
);
create temp table written as select relid, n_tup_ins + n_tup_upd + n_tup_del as rows from pg_stat_xact_user_tables where schemaname = 'near';
select near.go();
select results_eq(
    $$select t.relname::text collate "default", t.n_tup_ins + t.n_tup_upd + t.n_tup_del - w.rows
    from pg_stat_xact_user_tables as t join written as w using (relid) where t.n_tup_ins + t.n_tup_upd + t.n_tup_del > w.rows order by 1$$,
    $$values ('notes', 1::bigint), ('pages', 1), ('rooms', 3), ('seats', 1), ('words', 1)$$,
    'the first sync writes what is new, and no other row'
);
select near.go('adopt', options => '{"gone": true}');
select near.go(options => '{"allow_deletes": true}');
select near.go('validate');
select is(lockstep.report(near.last_run()) -> 'in_step', 'true', 'without rows whose source row is gone, all is right');

select * from finish();
rollback;
