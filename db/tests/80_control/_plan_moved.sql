-- Which rows a run looks at: those that moved, if that was asked for and can be.
begin;
select plan(13);

-- given: one entity with a watermark of February, one with a watermark that is no time, one with none
insert into far.visit select i, 1, 'visit', timestamptz '2024-01-01 00:00+00' from generate_series(1, 3) as i;
update far.visit set changed_at = '2024-02-02 00:00+00' where id = 3;
select near.define_visits();
select near.define_offices();
select near.define_words();
update lockstep_state.entity set watermark = 'id' where name = 'offices';
insert into lockstep_state.watermark (entity, since, seen_at, noted_at, server, defined_at)
select e.name, '2024-02-01 00:00+00', '2024-02-01 00:00+00', '2024-02-01 00:00+00', l.look ->> 'server', e.defined_at
from lockstep_state.entity as e
cross join lockstep_private.source_look('far') as l
where e.name = 'visits';
create function pg_temp.planned(kind text, entity text, options jsonb)
    returns text
    language plpgsql
as $body$
declare
    v_run     bigint;
    v_planned text;
begin
    v_run := lockstep.start_run(kind, array[entity], options => options);
    while exists (
        select from lockstep_state.segment as s where s.run = v_run and not s.is_done and s.kind in ('look', 'idle', 'plan')
    ) loop
        perform s.* from lockstep.step(v_run) as s;
        update lockstep_state.run_entity as e set look = e.look || '{"noted_at": "2024-01-01 00:00+00"}' where e.run = v_run;
    end loop;
    select string_agg(s.kind || coalesce(' ' || (s.keys ->> 'since'), ''), ', ' order by s.stage, s.id)
    into v_planned
    from lockstep_state.segment as s
    where s.run = v_run and s.entity is not null and not s.is_done;
    perform lockstep.cancel_run(v_run);
    return v_planned;
end;
$body$;

-- behaviour
select is(pg_temp.planned('sync', 'visits', '{"watermark": true}'), 'since 2024-01-31 23:55:00.000000Z, finish', 'rows that moved; nothing is deleted');
select results_eq(
    'select e.since, e.obstacle, e.look ? ''since'' from lockstep_state.run_entity as e where e.run = near.last_run()',
    $$values (timestamptz '2024-01-31 23:55+00', null::text, true)$$, 'the run knows since when, and has looked'
);
select is(
    (select s.keys - 'since' from lockstep_state.segment as s where s.run = near.last_run() and s.kind = 'since'),
    '{"column": "changed_at", "with_nulls": true}', 'rows without watermark are among them'
);
select is(pg_temp.planned('sync', 'visits', '{"watermark": false}'), 'range, remove, finish', 'all rows, if it is not asked for');
select results_eq(
    'select e.since, e.obstacle, e.look ? ''since'' from lockstep_state.run_entity as e where e.run = near.last_run()',
    $$values (null::timestamptz, null::text, true)$$, 'which looks, for the next one'
);
select is(pg_temp.planned('sync', 'offices', '{"watermark": true}'), 'range, remove, finish', 'all rows, if it cannot be done');
select is(
    (select e.obstacle from lockstep.run_entities as e where e.run = near.last_run()),
    'its watermark is no time, but of type integer', 'and the run knows why'
);
select is(pg_temp.planned('sync', 'words', '{"watermark": true}'), 'all, remove, finish', 'all rows, if there is no watermark');
select results_eq(
    'select e.look, e.obstacle from lockstep_state.run_entity as e where e.run = near.last_run()',
    $$values (null::jsonb, null::text)$$, 'of which nothing is to be said'
);
update lockstep_state.watermark set since = '-infinity';
select is(pg_temp.planned('sync', 'visits', '{"watermark": true}'), 'range, remove, finish', 'all rows, while nothing is known');

-- behaviour: other kinds of runs
select is(pg_temp.planned('detect', 'visits', '{"since": "2024-01-15 00:00+00"}'), 'since 2024-01-15 00:00:00.000000Z, finish', 'detect is told a time');
select results_eq(
    'select e.look, e.since from lockstep_state.run_entity as e where e.run = near.last_run()', $$values (null::jsonb, null::timestamptz)$$,
    'and does not look'
);
select is(pg_temp.planned('compare', 'visits', '{}'), 'range, finish', 'compare looks at all rows');

select * from finish();
rollback;
