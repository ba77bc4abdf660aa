-- Old tables of mappings stay usable as views.
begin;
select plan(13);

-- given: an entity that is synced, one of two key columns, one that is defined later
insert into far.office select i, 'office ' || i, 'town' from generate_series(1, 3) as i;
insert into far.page values ('a "book"', 'one', 'note');
select is_empty('select from lockstep.mappings()', 'without entities there is no mapping');
select near.define_offices();
create view near.migration_mappings as
select m.entity as entity_type, m.source_key::integer as legacy_id, m.target_key::uuid as new_id, m.synced_at as migrated_at
from lockstep_mapping.mappings as m
where m.entity in ('offices', 'doctors');
select near.go();
create table near.pages (book text, label text, note text, primary key (book, label));
select lockstep.define_entity(
    entity => 'pages', source => 'far.page', source_key => '{book,label}', target => 'near.pages', columns => '{"note": "s.note"}'
);

-- behaviour
select results_eq(
    'select v.entity_type, v.legacy_id, v.new_id from near.migration_mappings as v order by 2',
    'select ''offices'', l.source_key, l.target_key from lockstep_ledger.offices as l order by 2',
    'a view in the shape of an old table shows the ledger'
);
select near.define_doctors();
insert into far.doctor (id, office_id, name) values (7, 1, 'doctor');
select near.go();
select results_eq(
    'select v.entity_type, count(*) from near.migration_mappings as v group by 1 order by 1',
    $$values ('doctors', 1::bigint), ('offices', 3)$$,
    'also of an entity that was defined after it'
);
select results_eq(
    $$select m.entity_name, m.source_key, m.target_key, m.is_adopted, m.run is not null from lockstep.mappings('pages') as m$$,
    $$values ('pages', '["a \"book\"", "one"]', '["a \"book\"", "one"]', false, true)$$,
    'keys of several columns are arrays'
);
select is((select count(*) from lockstep.mappings()), 5::bigint, 'all entities, if none is named');
delete from far.office where id = 3;
select near.go(options => '{"allow_deletes": true}');
select is((select count(*) from near.migration_mappings), 3::bigint, 'rows that went are not in it');
delete from lockstep_ledger.doctors where true;
select lockstep.define_adoption('doctors', query => 'select 7, d.id from near.doctors as d');
select near.go('adopt');
select results_eq(
    $$select m.source_key, m.is_adopted from lockstep.mappings('doctors') as m$$, $$values ('7', true)$$, 'it says what was adopted'
);
select throws_ok($$select lockstep.mappings('nope')$$, 'LSE01', null, 'an unknown entity is refused');

-- behaviour: entities come and go under the view
select lives_ok($$select lockstep.drop_entity('doctors')$$, 'an entity can be dropped');
select results_eq('select distinct v.entity_type from near.migration_mappings as v', $$values ('offices')$$, 'then the view is without it');
select lives_ok($$select near.define_doctors()$$, 'and be defined again');
delete from lockstep_ledger.pages where true;
select lives_ok(
    $$select lockstep.define_entity(
        entity => 'pages', source => 'far.page', source_key => '{label,book}', target => 'near.pages', columns => '{"note": "s.note"}'
    )$$,
    'another key lays another ledger under it'
);
select near.go();
select is((select m.source_key from lockstep.mappings('pages') as m), '["one", "a \"book\""]', 'which it shows');

select * from finish();
rollback;
