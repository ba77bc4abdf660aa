begin;
select plan(22);

-- given: 960 visits in segments of about 100, all synced, of which some change
insert into far.visit (id, note) select i, 'a' from generate_series(1, 960) as i;
select near.define_visits(100);
select near.go() as first \gset

-- behaviour: what a first load looks like
select is(
    lockstep.report_charts(:first) - '{keys,pace}'::text[],
    jsonb_build_object('columns', '[]'::jsonb, 'history', jsonb_build_array(jsonb_build_object(
        'run', :'first', 'kind', 'sync', 'dry_run', false, 'source_rows', '960', 'differing', '960', 'rejected', '0',
        'finished_at', (select r.finished_at from lockstep_state.run as r where r.id = :first)
    ))),
    'no column, one run'
);
select is(jsonb_array_length(lockstep.report_charts(:first) -> 'pace'), 80, 'its time is in 80 parts, however many segments there were');

-- behaviour: rows per second
create function pg_temp.seen(run bigint, what text)
    returns numeric
    language sql
as $body$
    select round(sum((p ->> what)::numeric * (
        select (n ->> 'seconds')::numeric from jsonb_array_elements(lockstep.report_charts(run) -> 'pace') as n offset 1 limit 1
    )))
    from jsonb_array_elements(lockstep.report_charts(run) -> 'pace') as p;
$body$;
update lockstep_state.segment as s
set seconds = 2, finished_at = '2026-01-31 12:00:00+00'::timestamptz + 2 * x.place * interval '1 s'
from (
    select g.id, row_number() over (order by g.id) as place from lockstep_state.segment as g where g.run = :first and g.source_rows > 0
) as x
where s.id = x.id;
select cmp_ok(abs(960 - pg_temp.seen(:first, 'rows_per_second')), '<', 10::numeric, 'all rows were looked at in that time');
select cmp_ok(abs(960 - pg_temp.seen(:first, 'written_per_second')), '<', 10::numeric, 'and written');
select results_eq(
    format(
        $$
        select max(abs((p ->> 'rows_per_second')::integer - g.source_rows / 2)) <= 1
        from jsonb_array_elements(lockstep.report_charts(%1$s) -> 'pace') as p
        join lockstep_state.segment as g on g.run = %1$s and g.source_rows > 0
            and (p ->> 'seconds')::numeric >= 2 * (select count(*) from lockstep_state.segment as b where b.run = %1$s and b.source_rows > 0 and b.id < g.id)
            and (p ->> 'seconds')::numeric < 2 * (select count(*) from lockstep_state.segment as b where b.run = %1$s and b.source_rows > 0 and b.id <= g.id) - 0.3
        $$, :first
    ),
    'values (true)', 'each at the time of its segment'
);
update lockstep_state.segment set seconds = 0 where run = :first;
select cmp_ok(abs(960 - pg_temp.seen(:first, 'rows_per_second')), '<', 10::numeric, 'also when a step took no time that a clock sees');

-- behaviour: where differences lie
update far.visit set note = 'b' where id between 101 and 110 or id = 960;
delete from far.visit where id = 500;
insert into far.visit (id, note) values (5000, 'new');
select near.go('detect') as detect \gset
create function pg_temp.spots(run bigint)
    returns table (lower text, upper text, rows text, differing numeric)
    language sql
as $body$
    select c ->> 'lower', c ->> 'upper', c ->> 'rows', (c ->> 'differing')::numeric
    from jsonb_array_elements(lockstep.report_charts(run) #> '{keys,0,cells}') with ordinality as c (c, place)
    where (c ->> 'differing')::numeric > 0
    order by c.place;
$body$;
select is(
    (lockstep.report_charts(:detect) #> '{keys,0}') - 'cells', '{"entity": "visits", "key": "id", "is_exact": true, "is_ranked": false}',
    'a detect knows the keys'
);
select results_eq(
    format('select lower, upper, differing from pg_temp.spots(%s)', :detect),
    $$values ('1', '105', 5::numeric), ('106', '209', 5), ('418', '521', 1), ('939', '1042', 1), ('4897', '5000', 1)$$,
    'each difference lies in the cell of its key'
);
select results_eq(
    format(
        $$
        select count(*), sum((c ->> 'rows')::bigint) between 950 and 970, min((c ->> 'share')::numeric), max((c ->> 'share')::numeric) <= 1
        from jsonb_array_elements(lockstep.report_charts(%s) #> '{keys,0,cells}') as c
        $$, :detect
    ),
    'values (48::bigint, true, 0::numeric, true)', 'of 48 cells, which have all rows; nobody differs more than wholly'
);
select is(lockstep_private.chart_keys(:detect, 12, 48, 12) #> '{0,is_exact}', 'false', 'very many keys are told by segments, like those of a comparison');
select near.go('compare') as compare \gset
select is(lockstep.report_charts(:compare) #> '{keys,0,is_exact}', 'false', 'a comparison knows segments');
select is((select round(sum(s.differing), 1) from pg_temp.spots(:compare) as s), 13.0, 'and no difference gets lost in its cells');

-- behaviour: keys that are no range
select near.define_words();
insert into far.word values ('one', '1');
insert into far.visit (id, note) values (-9223372036854775808, 'least'), (9223372036854775807, 'most');
select near.go('detect') as wide \gset
select is(
    jsonb_path_query_array(lockstep.report_charts(:wide), '$.keys[*].entity'), '["visits"]', 'of keys that are text nothing is known before the first sync'
);
select results_eq(
    format($$select min(lower::numeric), max(upper::numeric), sum(differing) from pg_temp.spots(%s)$$, :wide),
    'values (-9223372036854775808::numeric, 9223372036854775807::numeric, 15::numeric)', 'the widest range of keys fits'
);

delete from far.visit where id not between -10000 and 10000;
insert into far.word select 'w' || to_char(i, 'FM000'), 'x' from generate_series(1, 199) as i;
select near.go('sync', '{words}');
update far.word set meaning = 'y' where word between 'w010' and 'w012' or word = 'w199';
select near.go('detect', '{words}') as words \gset
select is((lockstep.report_charts(:words) #> '{keys,0}') - 'cells', '{"entity": "words", "key": "word", "is_exact": true, "is_ranked": true}', 'then by their order');
select results_eq(
    format('select lower, upper, rows, differing from pg_temp.spots(%s)', :words),
    $$values ('w008', 'w012', '4', 2::numeric), ('w012', 'w016', '4', 1), ('w195', 'w199', '4', 1)$$, 'in parts of as many rows each'
);
select near.go('compare', '{words}') as words \gset
select is(lockstep.report_charts(:words) -> 'keys', '[]', 'but not by segments, which are no ranges of them');

-- behaviour: columns
update near.visits set changed_at = now() where id in (101, 103);
select near.go('compare', '{visits}', false, '{"deep": true, "settle": 0}') as deep \gset
select is(
    lockstep.report_charts(:deep) -> 'columns',
    '[{"entity": "visits", "column": "note", "rows": "11"}, {"entity": "visits", "column": "changed_at", "rows": "2"}]',
    'columns that differ, the most frequent first'
);
select is(lockstep_private.chart_columns(:deep, 1) #>> '{0,column}', 'note', 'as many as asked for');

-- behaviour: history
select is(
    jsonb_path_query_array(lockstep.report_charts(:compare), '$.history[*].differing'), '["960", "13", "13"]',
    'what the runs before met, oldest first, and none that came later'
);
select is_empty(
    format('select 1 where %L::jsonb <> lockstep_private.chart_history(%L, %s, 1)',
        jsonb_build_array(lockstep.report_charts(:compare) #> '{history,2}'), '{visits}', :compare),
    'of many the latest'
);

-- refusals
select throws_ok('select lockstep.report_charts(-1)', 'LSJ05', 'run -1 does not exist', 'refuses a run that does not exist');

select * from finish();
rollback;
