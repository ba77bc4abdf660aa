-- A target that earlier scripts filled, with the faults of such scripts: taken over, key by key.
begin;
select plan(52);

-- given: offices with rows that are right, wrong, double, orphaned, and nobody's
insert into far.office select i, 'office ' || i, 'town' from generate_series(1, 8) as i;
create table near.practices (
    id uuid primary key default gen_random_uuid(), legacy_id integer, name text not null, town text, made integer
);
select lockstep.define_entity(
    entity => 'offices', source => 'select o.* from far.office as o where o.id <= 7', source_key => '{id}',
    target => 'near.practices', columns => '{"legacy_id": "s.id", "name": "s.name", "town": "s.town"}'
);
insert into near.practices (id, legacy_id, name, town, made)
select md5('p' || v.n)::uuid, v.legacy_id, v.name, 'town', v.n
from (values
    (1, 1, 'office 1'), (2, 2, 'office 2'), (3, 3, 'wrong'), (4, 4, 'office 4'), (5, 4, 'office 4'), (6, 4, 'office 4'),
    (7, 8, 'excluded by the filter'), (8, 99, 'gone'), (9, 99, 'gone twice'), (10, null, 'of its own')
) as v (n, legacy_id, name);
create table near.mapped (entity_type text, legacy_id text, new_id text);
insert into near.mapped values
    ('office', '4', md5('p5')), ('office', '5', md5('promised')), ('office', '3', md5('p1')), ('office', '6', md5('p2')),
    ('office', 'six', md5('p2')), ('office', null, md5('p2')), ('office', '1', md5('nowhere')), ('doctor', '7', md5('p10'));
update near.mapped set new_id = new_id::uuid::text;
create temp table before as select p.*, p.xmin as version from near.practices as p;
create function pg_temp.kept(condition text default 'true')
    returns bigint
    language plpgsql
as $body$
declare
    v_rows bigint;
begin
    execute format(
        'select count(*) from pg_temp.before as b join near.practices as p using (id) where p.xmin = b.version and (%s)', condition
    )
    into v_rows;
    return v_rows;
end;
$body$;
create function pg_temp.causes()
    returns text
    language sql
as $body$
    select string_agg(concat_ws(' ', c.entity, c.reason, c.rows, case when c.deleted > 0 then '-' || c.deleted end,
        case when c.is_open then 'open' end), ', ')
    from lockstep.adoption_causes(near.last_run()) as c
$body$;
select lockstep.define_adoption(
    'offices', mapping => 'near.mapped', mapping_where => $$entity_type = 'office'$$, prefer => 't.made'
);

-- behaviour: taking over
select near.go('adopt');
select is(near.found(), 'offices: insert 2, update 1, missing 1, unchanged 3', 'each source row is same, different, missing or new');
select is(pg_temp.kept(), 10::bigint, 'no target row is touched');
select is(
    pg_temp.causes(),
    'offices duplicate 2 open, offices gone 3 open, offices taken 1 open, offices null_key 1 open, offices malformed 1 open, '
        || 'offices nothing 1, offices stale 2',
    'what could not be matched has a cause'
);
select results_eq(
    $$select way, source_key ->> 0 from lockstep.adoption_issues where reason in ('taken', 'malformed', 'null_key') order by 2$$,
    $$values ('mapping', '6'), ('mapping', 'six'), ('mapping', null)$$,
    'and keys: a row that says itself whose it is is believed before the mapping table'
);
select results_eq(
    'select l.source_key, l.target_key from lockstep_ledger.offices as l order by 1',
    $$values (1, md5('p1')::uuid), (2, md5('p2')::uuid), (3, md5('p3')::uuid), (4, md5('p5')::uuid), (5, md5('promised')::uuid)$$,
    'of duplicates, the one that the mapping table names'
);
select is(
    (select e.extra from lockstep.run_entities as e where e.run = near.last_run()), 6::bigint,
    'rows that nobody knows are counted'
);
select is(lockstep.report(near.last_run()) -> 'in_step', 'false', 'which is not all right');

-- behaviour: taking back
savepoint taken;
select near.last_run() as adopted \gset
select near.finish(lockstep.start_undo(:adopted, source_key => '["2"]'));
select is((select count(*) from lockstep_ledger.offices), 4::bigint, 'an undo releases one row');
select near.finish(lockstep.start_undo(:adopted));
select is((select count(*) from lockstep_ledger.offices), 0::bigint, 'or all');
select near.go('adopt');
select is(near.found(), 'offices: insert 2, update 1, missing 1, unchanged 3', 'which can be adopted again');
rollback to taken;

-- behaviour: the first sync
select near.go('compare');
select is(near.found(), 'offices: insert 2, update 1, missing 1, unchanged 3', 'a comparison says the same');
select near.writes('near.practices') as writes \gset
select near.go();
select near.last_run() as synced \gset
select is(near.found(), 'offices: insert 2, update 1, missing 1, unchanged 3, written 4', 'sync writes what is missing or different');
select is(near.writes('near.practices') - :writes, 4::bigint, 'and nothing else');
select is(pg_temp.kept('b.legacy_id is distinct from 3'), 9::bigint, 'rows that were right, or are nobody''s, are as they were');
select is((select p.name from near.practices as p where p.id = md5('p3')::uuid), 'office 3', 'a wrong one is right, under its key');
select is((select p.name from near.practices as p where p.id = md5('promised')::uuid), 'office 5', 'what was missing has the key that was promised');
select near.go('compare', options => '{"deep": true}');
select is(near.found(), 'offices: unchanged 7', 'a comparison without fingerprints finds nothing');
select near.go('validate');
select is(lockstep.report(near.last_run()) -> 'in_step', 'true', 'a validation passes');
select is(
    (select e.pairing from lockstep_state.run_entity as e where e.run = near.last_run()), 'ledger',
    'only the ledger knows adopted keys'
);

-- behaviour: again
select near.writes('near.practices') as writes \gset
select near.go('adopt');
select is(near.found(), 'offices: nothing', 'a second adoption finds nothing more');
select is((select count(*) from lockstep_ledger.offices), 7::bigint, 'and leaves the ledger as it is');

-- behaviour: undo of the sync
select near.finish(lockstep.start_undo(:synced));
select is((select p.name from near.practices as p where p.id = md5('p3')::uuid), 'wrong', 'undo brings back what stood there');
select is_empty($$select from near.practices where id = md5('promised')::uuid$$, 'and takes away what did not');
select near.go('compare');
select is(near.found(), 'offices: insert 2, update 1, missing 1, unchanged 3', 'the adoption stands');
select near.go();
select is(near.found(), 'offices: insert 2, update 1, missing 1, unchanged 3, written 4', 'and the next sync does it again');

-- behaviour: duplicates, and who refers to them
create table near.visitors (
    id uuid primary key default gen_random_uuid(), practice_id uuid references near.practices on delete cascade, note text
);
insert into near.visitors (practice_id, note) values (md5('p4')::uuid, 'refers to a duplicate');
select throws_ok(
    $$select near.go('adopt', options => '{"delete_duplicates": true}')$$, 'LSE23',
    '2 duplicates of 7 rows of entity ''offices'': nothing was deleted', 'too many duplicates are not deleted unasked'
);
select near.go('adopt', options => '{"delete_duplicates": true, "allow_deletes": true}');
select is(
    (select string_agg(substr(c.reason, 1) || ' ' || c.rows || ' -' || c.deleted, ', ') from lockstep.adoption_causes(near.last_run()) as c
    where c.reason = 'duplicate'),
    'duplicate 2 -1', 'what others refer to stays'
);
select results_eq(
    $$select p.made from near.practices as p where p.legacy_id = 4 order by 1$$, 'values (4), (5)', 'the other is deleted'
);
select isnt_empty('select from near.visitors', 'nothing cascades');
select results_eq(
    $$select i.before ->> 'made' from lockstep_state.adoption_issue as i where i.before is not null$$, $$values ('6')$$,
    'and what it was is kept'
);
update near.visitors set practice_id = md5('p5')::uuid;
select near.go('adopt', options => '{"delete_duplicates": true, "allow_deletes": true}');
select results_eq(
    $$select p.made from near.practices as p where p.legacy_id = 4 order by 1$$, 'values (5)', 'once nobody refers to it, it goes'
);

-- behaviour: undo of a deletion
select near.last_run() as adopted \gset
savepoint adopted;
select near.finish(lockstep.start_undo(:adopted, is_dry => true));
select is(near.found(), 'offices: insert 1', 'a dry undo counts');
select near.finish(lockstep.start_undo(:adopted));
select results_eq(
    $$select p.made from near.practices as p where p.legacy_id = 4 order by 1$$, 'values (4), (5)', 'duplicates come back'
);
select is((select count(*) from lockstep_ledger.offices), 7::bigint, 'pairs of other adoptions stay');
select throws_ok(format('select lockstep.start_undo(%s)', near.last_run()), 'LSJ07', null, 'there is no undo of that');
rollback to adopted;
update lockstep_state.run set finished_at = finished_at - interval '1 day';
select isnt(lockstep.prune('0 s'), 0::bigint, 'images can be pruned');
select isnt(lockstep.prune('0 s'), 0::bigint, 'also those of duplicates');
select is(lockstep.prune('0 s') + lockstep.prunable('0 s'), 0::bigint, 'until none is left');
select throws_ok(format('select lockstep.start_undo(%s)', :adopted), 'LSJ07', null, 'then there is no undo');
rollback to adopted;

-- behaviour: what is asked for one entity is not done to those that it refers to
savepoint of_one;
create table near.guests (id uuid primary key default gen_random_uuid(), legacy_id integer, practice_id uuid references near.practices);
select lockstep.define_entity(
    entity => 'guests', source => 'far.person', source_key => '{id}', target => 'near.guests',
    columns => '{"legacy_id": "s.id"}', refs => '{"practice_id": {"entity": "offices", "key": "s.age", "if_missing": "null"}}'
);
insert into near.guests (legacy_id) values (-7), (-7);
select near.go('adopt', '{guests}', options => '{"gone": true, "delete_duplicates": true, "allow_deletes": true}');
select is((select string_agg(i.entity || ' ' || i.reason, ', ' order by 1) from (
    select distinct i.entity, i.reason from lockstep.adoption_issues as i where i.reason in ('gone', 'duplicate')) as i),
    'guests duplicate, offices duplicate, offices gone', 'rows of offices are told, and stay as they are');
select is((select count(*) from near.guests), 1::bigint, 'a duplicate of the entity that was named goes');
select near.go(entities => '{guests}', options => '{"allow_deletes": true}');
select results_eq(
    'select (select count(*) from near.guests as g where g.legacy_id = -7), (select count(*) from near.practices as p where p.legacy_id in (8, 99))',
    'values (0::bigint, 3::bigint)', 'and what is gone of it goes with the next sync, nothing else'
);
rollback to of_one;

-- behaviour: rows whose source row is gone
select near.go('adopt', options => '{"gone": true}');
select is(near.found(), 'offices: delete 2', 'they are adopted if asked for');
select near.go(options => '{"allow_deletes": true}');
select is(near.found(), 'offices: delete 2, unchanged 7, written 2', 'and the next sync deletes them');
select is(
    (select count(*) from near.practices as p where p.legacy_id in (8, 99)), 1::bigint,
    'but for duplicates of theirs'
);
select near.go('adopt', options => '{"gone": true}');
select near.go('adopt', options => '{"gone": true, "delete_duplicates": true, "allow_deletes": true}');
select is(
    (select count(*) from near.practices as p where p.legacy_id is null), 1::bigint, 'rows of the target''s own stay for ever'
);

-- behaviour: an adoption that did not end
delete from lockstep_ledger.offices where true;
select lockstep.start_run('adopt') as half \gset
select lockstep_private.checkpoint(lockstep_private.work_segment(lockstep_private.claim_segment(:half)));
select lockstep.start_run('adopt') is not distinct from :half as is_same \gset
select ok(:'is_same', 'the same call goes on with an adoption that did not end');
select lockstep.fail_run(:half, '57P01', 'killed');
select throws_ok('select near.go()', 'LSJ14', format('run %s has not adopted all of its entities yet', :half), 'a sync waits for its end');
select lockstep.cancel_run(:half);
select near.writes('near.practices') as writes \gset
savepoint given_up;
select near.go();
select results_eq(
    format('select count(*), near.writes(''near.practices'') - %s from near.practices', :writes), 'values (8::bigint, 7::bigint)',
    'given up, a sync writes over the rows that were found, and inserts none of them'
);
rollback to given_up;
select near.go('adopt', options => '{"ways": {"offices": {"by": ["legacy_id"]}}}');
select is(near.found(), 'offices: unchanged 7', 'another adoption begins anew');
select lockstep.drop_entity('offices');
select is((select count(*) from near.practices), 8::bigint, 'dropping the entity forgets all of it, and no row');
select is_empty('select from lockstep_state.adoption', 'and how it was adopted');

select * from finish();
rollback;
