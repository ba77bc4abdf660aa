begin;
select plan(30);

-- given: what is open, and what to do, as lines
create function pg_temp.open_items()
    returns setof text
    language sql
as $body$
    select concat_ws(' ', o ->> 'level', o ->> 'entity', o ->> 'check')
    from jsonb_array_elements(lockstep.final_report() -> 'open') with ordinality as o (o, place)
    where o ->> 'check' not in ('unread_table', 'link_clock') and o ->> 'check' !~ '^(link|server|source)'
    order by o.place;
$body$;
create function pg_temp.commands()
    returns setof text
    language sql
as $body$
    select s ->> 'command' from jsonb_array_elements(lockstep.final_report() -> 'steps') with ordinality as s (s, place)
    where s ->> 'command' like 'lockstep %' order by s.place;
$body$;
create function pg_temp.of(entity text)
    returns jsonb
    language sql
as $body$
    select e from jsonb_array_elements(lockstep.final_report() -> 'entities') as e where e ->> 'entity' = of.entity;
$body$;
insert into lockstep_state.muted_finding (key, reason) select d.key, 'of the test''s link' from lockstep.doctor() as d;

-- behaviour: nothing is there yet
select results_eq('select pg_temp.open_items()', $$values ('error unmapped')$$, 'without an entity nothing is ready');
select is(lockstep.final_report() ->> 'verdict', 'not ready: there is no entity', 'and it says so');

-- behaviour: from the mapping to ready
insert into far.office values (1, 'one', 'a'), (2, 'two', 'b'), (3, null, 'c');
select near.define_offices();
select results_eq(
    'select pg_temp.open_items()', $$values ('error offices not_synced'), ('error offices not_compared'), ('error offices not_validated')$$,
    'a mapping has all before it'
);
select results_eq(
    'select pg_temp.commands()', $$values ('lockstep sync offices'), ('lockstep compare offices'), ('lockstep validate offices')$$,
    'in the order in which to do it'
);
select near.go() as sync \gset
select results_eq(
    'select pg_temp.open_items()', $$values ('error offices rejects'), ('error offices not_compared'), ('error offices not_validated')$$,
    'a sync is not all, and rejects are open'
);
select is(
    pg_temp.of('offices') - '{sync_at,comparison_at,validation_at}'::text[],
    jsonb_build_object(
        'entity', 'offices', 'domain', null, 'target', 'near.offices', 'sync_run', :'sync', 'whole_run', :'sync', 'is_current', true,
        'source_rows', '3', 'synced', '2', 'rejected', '1', 'excluded', '0', 'unaccounted', '0', 'extra', '0', 'comparison_run', null,
        'is_deep', null, 'differing', null, 'validation_run', null, 'is_sampled', null, 'errors', '0', 'open_rejects', '1', 'set_aside', '0'
    ),
    'each entity with its books'
);
select is(lockstep.final_report() #>> '{rejects,0,reason}', 'constraint', 'open rejects by cause');
update far.office set name = 'three' where id = 3;
select near.go();
update far.office set town = 'z' where id = 1;
select near.go('compare');
select results_eq(
    'select pg_temp.open_items()', $$values ('error offices differing'), ('error offices not_validated')$$, 'a comparison that found something is not enough'
);
select near.go();
select results_eq(
    'select pg_temp.open_items()', $$values ('error offices compared_before'), ('error offices not_validated')$$, 'nor is one from before the last sync'
);
select near.go('compare') as compare \gset
select near.go('validate') as validation \gset
select is_empty('select pg_temp.open_items()', 'synced, compared, validated: nothing is open');
select is(lockstep.final_report() -> 'ready', 'true', 'so it is ready');
select is(lockstep.final_report() ->> 'verdict', 'ready', 'in a word');
select is(
    array[pg_temp.of('offices') ->> 'comparison_run', pg_temp.of('offices') ->> 'validation_run'], array[:'compare', :'validation'],
    'because of these runs'
);

-- behaviour: what is no proof
savepoint clean;
update lockstep_state.run set options = '{"partial": ["offices"]}' where id = :compare;
select results_eq('select pg_temp.open_items()', $$values ('error offices compared_before')$$, 'a comparison that did not come to the end');
rollback to savepoint clean;
update lockstep_state.run set options = '{"sample": 0.1}' where id = :validation;
select results_eq('select pg_temp.open_items()', $$values ('warning offices sampled')$$, 'a sample is said to be one');
select is(lockstep.final_report() ->> 'verdict', 'ready', 'and is enough');
rollback to savepoint clean;
insert into lockstep_state.finding (run, key, "check", level, entity, detail) values (:validation, 'orphan:x', 'orphan', 'error', 'offices', 'x');
select results_eq('select pg_temp.open_items()', $$values ('error offices invalid')$$, 'a validation with errors');
insert into lockstep_state.muted_finding (key, reason) values ('orphan:x', 'known');
select is_empty('select pg_temp.open_items()', 'unless somebody has muted them');
select ok(lockstep.final_report() -> 'muted' @> '[{"key": "orphan:x", "reason": "known"}]', 'which the report says, with the reason');
rollback to savepoint clean;
update lockstep_state.run_entity set source_rows = source_rows + 1;
select results_eq('select pg_temp.open_items()', $$values ('error offices unaccounted')$$, 'rows that are lost');
rollback to savepoint clean;
update lockstep_state.entity set defined_at = now() + interval '1 day';
select results_eq('select pg_temp.open_items()', $$values ('error offices mapping_changed')$$, 'books of another mapping');
rollback to savepoint clean;
insert into lockstep_state.set_aside (run, entity, target, kind, name, definition) values (1, 'offices', 'near.offices', 'index', 'i', 'x');
select results_eq('select pg_temp.open_items()', $$values ('error offices set_aside')$$, 'indexes that are set aside');
rollback to savepoint clean;
update lockstep_state.entity set defined_at = now() - interval '1 day';
select near.define_words();
select lockstep.start_run('sync') as open \gset
select is((select o from pg_temp.open_items() as o limit 1), 'error unfinished', 'a run that is not through comes first');
select is((select c from pg_temp.commands() as c limit 1), 'lockstep sync --resume ' || :open, 'to be resumed');
rollback to savepoint clean;

-- behaviour: tables that nobody reads
create function pg_temp.unread(name text)
    returns boolean
    language sql
as $body$
    select lockstep.final_report() -> 'open' @> jsonb_build_array(jsonb_build_object('key', 'unread_table:far:public.' || unread.name, 'level', 'warning'));
$body$;
select is(array[pg_temp.unread('doctor'), pg_temp.unread('office')], '{t,f}', 'tables that no entity reads are named; they are no hindrance');
select lockstep.define_entity(entity => 'offices', source => 'select o.* from far.office as o left join far.doctor as d on d.id = o.id', source_key => '{id}',
    target => 'near.offices', columns => '{"name": "s.name", "town": "s.town"}');
select is(pg_temp.unread('doctor'), false, 'a join reads a table, too');

-- behaviour: what became of each table of the source
create function pg_temp.fate(name text)
    returns text
    language sql
as $body$
    select concat_ws(' | ', t -> 'rows_go_to', t -> 'read_by', t -> 'unread_columns')
    from jsonb_array_elements(lockstep.final_report() -> 'tables') as t
    where t ->> 'source_table' = 'public.' || fate.name;
$body$;
select is(pg_temp.fate('office'), '["offices"] | [] | []', 'rows of the table with the key go to the entity; o.* reads all columns');
select is(pg_temp.fate('doctor'), '[] | ["offices"] | ["office_id", "mentor_id", "name", "fee"]', 'in the other one it looks things up, by id');
select near.define_offices();
select is(pg_temp.fate('doctor'), '[] | [] | ["id", "office_id", "mentor_id", "name", "fee"]', 'of a table that nobody reads no column is read');
select lockstep.define_entity(entity => 'names', source => 'far.office', source_key => '{id}', target => 'near.offices', columns => '{"name": "s.name"}');
select lockstep.drop_entity('offices');
select is(pg_temp.fate('office'), '["names"] | [] | ["town"]', 'of a plain table, those that the mapping names are read');

select * from finish();
rollback;
