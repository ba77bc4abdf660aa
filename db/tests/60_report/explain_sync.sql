-- What a sync would do is said before, and comes true; saying it changes nothing.
begin;
select plan(66);

-- refusals: where there is nothing to sync
select throws_ok('select * from lockstep.explain_sync()', 'LSJ02', null, 'refuses when no entity is defined');
select near.define_doctors();
select throws_ok('select * from lockstep.explain_sync()', 'LSJ03', null, 'refuses when an entity refers to none');
select lockstep.drop_entity('doctors');

-- given: offices and doctors, which refer to them; visits with a watermark; words, whose key is text
insert into far.office select i, 'office ' || i, 'town' from generate_series(1, 10) as i;
insert into far.doctor select i, 1 + i % 10, null, 'doctor ' || i, i from generate_series(1, 20) as i;
insert into far.visit select i, 1, 'visit ' || i, '2024-01-01 00:00+00' from generate_series(1, 4000) as i;
insert into far.word select 'word ' || i, 'meaning' from generate_series(1, 300) as i;
select near.define_offices();
select near.define_doctors();
select near.define_visits(batch_rows => 1000);
select near.define_words(batch_rows => 100);
update lockstep_state.setting set value = '0' where name like 'watermark%';
create table near.rooms (office_id uuid references near.offices on delete cascade);
create function pg_temp.said(entity text, options jsonb default '{}')
    returns text
    language sql
as $body$
    select concat_ws(', ', e.way, e.source_rows, e.rows_basis, e.changed, e.segments, e.is_minimum)
    from lockstep.explain_sync(array[said.entity], said.options) as e
    where e.entity = said.entity;
$body$;
create function pg_temp.asked(entity text, options jsonb default '{}')
    returns text
    language sql
as $body$
    select string_agg(format('%s %s', coalesce(s.value ->> 'rows', '?'), s.value ->> 'purpose'), ', ' order by s.ordinality)
    from lockstep.explain_sync(array[asked.entity], asked.options) as e
    cross join jsonb_array_elements(e.statements) with ordinality as s
    where e.entity = asked.entity;
$body$;
create function pg_temp.sent(entity text, purpose text, options jsonb default '{}')
    returns text
    language sql
as $body$
    select string_agg(s.value ->> 'sql', '; ')
    from lockstep.explain_sync(array[sent.entity], sent.options) as e
    cross join jsonb_array_elements(e.statements) as s
    where e.entity = sent.entity and s.value ->> 'purpose' = sent.purpose;
$body$;
create function pg_temp.of_state()
    returns text
    language sql
as $body$
    select md5(concat(
        (select jsonb_agg(to_jsonb(r.*) order by r.id) from lockstep_state.run as r),
        (select jsonb_agg(to_jsonb(r.*) order by r.run, r.entity) from lockstep_state.run_entity as r),
        (select jsonb_agg(to_jsonb(r.*) order by r.id) from lockstep_state.segment as r),
        (select jsonb_agg(to_jsonb(r.*) order by r.id) from lockstep_state.log as r),
        (select jsonb_agg(to_jsonb(r.*) order by r.entity) from lockstep_state.watermark as r),
        (select count(*) from pg_locks as k where k.locktype = 'advisory' and k.pid = pg_backend_pid()),
        (select string_agg(s.name || s.setting, ',' order by s.name) from pg_settings as s),
        (select count(*) from pg_class as c where c.relnamespace = pg_my_temp_schema())
    ));
$body$;
create function pg_temp.while_read_only(statement text)
    returns bigint
    language plpgsql
as $body$
declare
    v_rows bigint;
begin
    set local transaction_read_only = on;
    execute 'select count(*) from (' || statement || ') as x' into v_rows;
    raise sqlstate 'NP002' using message = v_rows;
exception
    when sqlstate 'NP002' then
        return v_rows;
end;
$body$;

-- behaviour: a first load
select pg_temp.of_state() as before \gset
select results_eq(
    'select e.entity, e.level from lockstep.explain_sync() as e',
    $$values ('offices', 0), ('visits', 0), ('words', 0), ('doctors', 1)$$, 'all entities, in the order of a sync'
);
select is((select count(*) from lockstep.explain_sync('{doctors}')), 2::bigint, 'or those named, with what they refer to');
select is((select count(*) from lockstep.explain_sync(null)), 4::bigint, 'null is all of them');
select matches(pg_temp.said('visits'), '^first load, \d+, planner of the source, \d+, f$', 'nothing is known but by the source''s planner');
select matches(pg_temp.asked('visits'), '^1 smallest and greatest key, \d+ rows in each part of the keys, \d+ rows$', 'ranges, each with its rows');
select is(
    pg_temp.sent('visits', 'rows'), 'SELECT id, note, changed_at FROM public.visit WHERE ((id >= 0)) AND ((id < 1000))', 'as a range asks for them'
);
select is(pg_temp.sent('visits', 'smallest and greatest key'), 'SELECT min(id), max(id) FROM public.visit', 'the source says how far keys go');
select matches(pg_temp.sent('visits', 'rows in each part of the keys'), 'count\(\*\), NULL::bigint FROM public.visit .* GROUP BY 1$', 'and counts its rows');
select is(
    pg_temp.sent('visits', 'rows', '{"batch_rows": 1000000}'), 'SELECT id, note, changed_at FROM public.visit', 'one piece asks for everything'
);
select matches(pg_temp.asked('words', '{"batch_rows": 10}'), '^1 rows counted, \d+ keys, \d+ rows$', 'a text key: a list of keys, and their rows');
select is(
    pg_temp.sent('words', 'rows', '{"batch_rows": 10}'), $$SELECT word, meaning FROM public.word WHERE ((word = ANY ('{…}'::text[])))$$,
    'with a mark for the keys that only the sync will know'
);
select results_eq(
    $$select e.seconds_basis, e.seconds > 0 from lockstep.explain_sync('{offices}') as e$$,
    $$values ('no run yet: 45000 rows a second', true)$$, 'time by a rate that it states'
);

-- behaviour: nothing changes
select is(pg_temp.while_read_only('select * from lockstep.explain_sync()'), 4::bigint, 'a transaction that may not write can explain');
select is(pg_temp.of_state(), :'before', 'no run, no lock, no setting, no temporary table is left');
select is(near.writes('near.offices') + near.writes('lockstep_ledger.offices'), 0::bigint, 'nothing is written');

create temp view lock_held as
select distinct k.relation::regclass::text as relation, upper(regexp_replace(replace(k.mode, 'Lock', ''), '([a-z])([A-Z])', '\1 \2', 'g')) as mode
from pg_locks as k
join pg_class as c on c.oid = k.relation and c.relkind = 'r'
where k.pid = pg_backend_pid() and k.locktype = 'relation';
create temp table lock_before as select * from lock_held;

-- behaviour: what was said comes true
select near.go();
select is(
    (select count(*) from lockstep_state.segment as s where s.entity = 'visits' and s.kind = 'range'), 4::bigint,
    'four thousand rows in pieces of a thousand'
);
select is(
    (select min(s.seconds) >= 0 and count(*) = 4 from lockstep_private.past_work(null) as s where s.work = 'load'), true,
    'a first load is known as such'
);

-- behaviour: a known entity
select is(pg_temp.said('visits'), format('whole, 4000, run %s, 1, t', near.last_run()), 'rows by the last run; at least, as that was the first');
select is(pg_temp.asked('visits'), '126 sums of blocks, ? keys in blocks that differ, ? rows that differ', 'nobody knows what changed');
select matches(pg_temp.sent('visits', 'sums of blocks'), $$^SELECT 'source'::text, \(id >> 5\), count.* FROM public.visit GROUP BY 2$$, 'the source adds up');
select is(
    pg_temp.sent('visits', 'rows that differ'),
    $$SELECT id, note, changed_at FROM public.visit WHERE ((id = ANY ('{…}'::bigint[])))$$, 'rows are asked for by key'
);
update far.visit set note = 'changed' where id % 100 = 0;
select near.go();
select is(pg_temp.said('visits'), format('whole, 4000, run %s, 40, 1, f', near.last_run()), 'as much is expected to differ as did the last time');
select is(pg_temp.asked('visits'), '126 sums of blocks, 1089 keys in blocks that differ, 40 rows that differ', 'and it counts the keys beside them');
select is(
    (select (e.rows, e.bytes > 1255 * 20, e.bytes < 1255 * 100)::text from lockstep.explain_sync('{visits}') as e), '(1255,t,t)',
    'the sum of all that travels'
);
select results_eq(
    $$select e.seconds_basis, e.seconds from lockstep.explain_sync('{visits}') as e$$,
    format('select %L, e.seconds from lockstep.run_entities as e where e.run = %s and e.entity = %L', 'run ' || near.last_run(), near.last_run(), 'visits'),
    'it will take as long as the last time'
);
select is(
    (select e.seconds_alone from lockstep.explain_sync('{visits}') as e), (select e.seconds from lockstep.explain_sync('{visits}') as e),
    'no two sessions can share one look'
);
select is(
    (select round(p.alone::numeric, 6) from lockstep_private.past_work('visits') as p where p.work = 'load'), (
        select round(sum(s.seconds)::numeric, 6) from lockstep_state.segment as s join lockstep_private.past_work('visits') as p on p.run = s.run
        where p.work = 'load' and s.entity = 'visits' and s.kind in ('plan', 'remove', 'finish')
    ), 'as they share ranges'
);
update far.visit set note = 'again' where id <= 1000;
select near.go('compare');
select is(pg_temp.asked('visits'), '126 sums of blocks, 3999 keys in blocks that differ, 4000 rows that differ', 'when much differs, all rows travel');
select is(pg_temp.sent('visits', 'rows that differ'), 'SELECT id, note, changed_at FROM public.visit', 'which are asked for at once');
select near.go();
select near.go('compare');
select is(pg_temp.asked('visits'), '126 sums of blocks', 'what a comparison found in step needs no rows');
select is(pg_temp.said('words'), format('whole, 300, run %s, 0, 1, f', near.last_run()), 'so with a text key');
select is(pg_temp.asked('words'), '298 sums of blocks', 'whose blocks are buckets');

-- behaviour: ranges
select is(pg_temp.said('visits', '{"batch_rows": 10}'), format('ranges, 4000, run %s, 0, 400, f', near.last_run()), 'too large for one look');
select matches(
    pg_temp.sent('visits', 'sums of blocks', '{"batch_rows": 10}'),
    'FROM public.visit WHERE \(\(id >= 0\)\) AND \(\(id < 10\)\) GROUP BY 2$', 'is compared range by range'
);
select is(
    (select (s.value ->> 'times')::bigint from lockstep.explain_sync('{visits}', '{"batch_rows": 10}') as e
    cross join jsonb_array_elements(e.statements) as s where s.value ->> 'purpose' = 'sums of blocks'), 400::bigint, 'once for each'
);

update far.visit set note = 'other' where id = 7;
select near.go('compare');
select matches(
    pg_temp.sent('visits', 'keys in blocks that differ', '{"batch_rows": 40}'),
    $$WHERE \(\(id >= 0\)\) AND \(\(id < 40\)\) AND \(\(id = ANY \('\{…\}'::bigint\[\]\)\)\) GROUP BY 1$$,
    'the keys of blocks, summed up by the source'
);

-- behaviour: by watermark
select is(pg_temp.said('words', '{"watermark": true}'), pg_temp.said('words'), 'an entity without a watermark is looked at as ever');
insert into lockstep_state.watermark (entity, since, seen_at, noted_at, server, defined_at)
select e.name, '2024-06-01 00:00+00', '2024-06-01 00:00+00', '2024-06-01 00:00+00', l.look ->> 'server', e.defined_at
from lockstep_state.entity as e
cross join lockstep_private.source_look('far') as l
where e.name = 'visits';
select matches(pg_temp.said('visits', '{"watermark": true}'), '^watermark, \d+, planner of the source, \d+, f$', 'rows that moved, by the source''s planner');
select matches(
    pg_temp.sent('visits', 'keys that moved', '{"watermark": true}'),
    $$FROM public.visit WHERE \(\(\(changed_at >= '2024-06-01 00:00:00\+00'\) OR \(changed_at IS NULL\)\)\) GROUP BY 1$$, 'since that time'
);
select is((select count(*) from lockstep.explain_sync('{visits}', '{"watermark": true}') as e where e.obstacle is null), 1::bigint, 'nothing is in the way');
update lockstep_state.watermark set since = '-infinity' where entity = 'visits';
select is(
    (select e.way || ': ' || e.obstacle from lockstep.explain_sync('{visits}', '{"watermark": true}') as e),
    'whole: a transaction was open there that may have begun before the first look', 'or it says what is'
);

-- behaviour: by the rates of which runs
update lockstep_state.watermark set since = '2024-06-01 00:00+00' where entity = 'visits';
select near.go('sync', '{visits}', options => '{"watermark": true}');
select is((select p.work from lockstep_private.past_work('visits') as p order by p.run desc limit 1), 'moved', 'a sync by watermark is another kind of work');
select unalike(pg_temp.said('visits'), format('%%run %s,%%', near.last_run()), 'and does not say how many rows there are');
select lockstep.drop_entity('words');
select near.define_words();
select near.go('sync', '{words}', is_dry => true);
select is(pg_temp.said('words'), format('first load, 300, run %s, 1, f', near.last_run()), 'rows that a dry run counted are known');
select is(
    (select p.work from lockstep_private.past_work('words') as p order by p.run desc limit 1), 'count', 'but not how fast they are written'
);
select is(
    (select e.seconds_basis from lockstep.explain_sync('{words}') as e), format('run %s', (
        select max(p.run) from lockstep_private.past_work('words') as p where p.work = 'load'
    )), 'that is by the last load'
);

-- behaviour: locks. What the transaction holds after all those syncs, of tables of this side.
create temp view lock_said as
select distinct k.table as relation, k.mode
from lockstep.explain_sync('{doctors}') as e
cross join jsonb_to_recordset(e.locks) as k (side text, "table" text, mode text)
where k.side = 'target';
delete from far.doctor where id > 18;
delete from far.office where id = 10;
update far.doctor set office_id = 1 where office_id = 10;
select near.go('sync', '{doctors}', options => '{"allow_deletes": true}');
select is_empty(
    $$select s.* from lock_said as s where s.mode <> 'SHARE UPDATE EXCLUSIVE' and not exists (
        select from lock_held as h where h.relation = s.relation and h.mode = s.mode)$$, 'locks that are said are taken'
);
select is_empty(
    $$select h.* from (select * from lock_held except select * from lock_before) as h
    where h.relation in ('near.offices', 'near.doctors', 'near.rooms', 'lockstep_ledger.offices', 'lockstep_ledger.doctors')
        and h.mode not in ('ACCESS SHARE', 'ROW SHARE')
        and not exists (select from lock_said as s where s.relation = h.relation and s.mode = h.mode)$$, 'and no stronger ones'
);
select results_eq(
    $$select s.relation, s.mode from lock_said as s where s.relation in ('near.rooms', 'near.offices') order by 1, 2$$,
    $$values ('near.offices', 'ROW EXCLUSIVE'), ('near.offices', 'ROW SHARE'), ('near.offices', 'SHARE UPDATE EXCLUSIVE'),
        ('near.rooms', 'ROW EXCLUSIVE')$$,
    'of tables that refer to the target, too'
);
select near.define_offices(on_delete => 'keep');
select is_empty($$select from lock_said as s where s.relation = 'near.rooms'$$, 'unless nothing is deleted');
select results_eq(
    $$select k.table, k.mode from lockstep.explain_sync('{offices}') as e
    cross join jsonb_to_recordset(e.locks) as k (side text, "table" text, mode text) where k.side = 'source'$$,
    $$values ('public.office', 'ACCESS SHARE')$$, 'the source''s tables by their names there'
);

-- behaviour: other sources, and a run that did not end
select lockstep.define_entity('joined', 'select v.id, v.note, w.meaning from far.visit as v join far.word as w on w.word = v.note',
    '{id}', 'near.visits', '{"note": "s.meaning"}', target_key => '{id}');
select is(
    pg_temp.sent('joined', 'rows of the table, counted at the end'), 'SELECT count(*) FROM public.visit', 'of a query the rows left out are counted'
);
select matches(pg_temp.sent('joined', 'rows'), 'INNER JOIN public.word', 'of a join the source joins');
select is(
    (select count(*) from lockstep.explain_sync('{joined}') as e
    cross join jsonb_to_recordset(e.locks) as k (side text, "table" text) where k.side = 'source'), 2::bigint, 'and reads both tables'
);
create table near.home as select i as id, 'home' as note from generate_series(1, 5) as i;
select lockstep.define_entity('homes', 'near.home', '{id}', 'near.visits', '{"note": "s.note"}', target_key => '{id}');
select results_eq(
    $$select e.source_rows, e.rows, e.is_minimum, e.seconds, e.statements from lockstep.explain_sync('{homes}') as e$$,
    $$values (null::bigint, 0::bigint, false, null::double precision, jsonb '[]')$$, 'of tables that stand here nothing travels'
);
select is((select e.resumes from lockstep.explain_sync('{visits}') as e), null, 'nothing is to be taken up');
select lockstep.start_run('sync', '{visits}') as run \gset
select is((select e.resumes from lockstep.explain_sync('{visits}') as e), :run::bigint, 'a sync that did not end would be');
select is((select e.resumes from lockstep.explain_sync('{offices}') as e), null, 'by one of the same entities');
select lockstep.cancel_run(:run);

-- behaviour: rights
create function pg_temp.bytes_for(role text)
    returns bigint
    language plpgsql
as $body$
declare
    v_bytes bigint;
begin
    execute format('set local role %I', role);
    select e.bytes into v_bytes from lockstep.explain_sync('{visits}', '{"batch_rows": 40}') as e;
    reset role;
    return v_bytes;
end;
$body$;
grant usage on schema near to lockstep_runner;
grant select on near.visits to lockstep_runner;
select ok(pg_temp.bytes_for('lockstep_runner') > 0, 'who may sync can explain, without rights on the linked tables');
grant usage on schema far to lockstep_runner;
grant select on far.visit to lockstep_runner;
select ok(pg_temp.bytes_for('lockstep_runner') > 0, 'nor a login at the source');

-- behaviour: a fast first load
create function pg_temp.strong_locks(entity text)
    returns text
    language sql
as $body$
    select string_agg(format('%s %s', k.table, k.mode), ', ' order by k.table, k.mode)
    from lockstep.explain_sync(array[strong_locks.entity], '{"fast_first_load": true}') as e
    cross join jsonb_to_recordset(e.locks) as k (side text, "table" text, mode text)
    where e.entity = strong_locks.entity and k.mode in ('ACCESS EXCLUSIVE', 'SHARE ROW EXCLUSIVE', 'SHARE')
$body$;
select is(pg_temp.strong_locks('doctors'), null, 'what was loaded once is not loaded fast');
select lockstep.drop_entity('doctors');
delete from near.doctors;
create index on near.doctors (name);
select near.define_doctors();
select is(
    pg_temp.strong_locks('doctors'),
    'near.doctors ACCESS EXCLUSIVE, near.doctors ACCESS EXCLUSIVE, near.doctors SHARE, near.doctors SHARE ROW EXCLUSIVE, '
    'near.offices ACCESS EXCLUSIVE, near.offices SHARE ROW EXCLUSIVE',
    'a fast first load takes what it sets aside away from readers, and builds it later'
);

-- refusals
select throws_ok($$select * from lockstep.explain_sync('{nope}')$$, 'LSE01', null, 'refuses an entity that is not defined');
select throws_ok(
    $$select * from lockstep.explain_sync(options => '{"batch_rows": 0}')$$, 'LSJ01', null, 'refuses options that a sync would refuse'
);

select * from finish();
rollback;
