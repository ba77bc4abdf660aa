-- A sync by watermark closes at once what has nothing to do.
begin;
select plan(15);

-- given: three entities that were synced on the first of February; rows older than that
insert into far.visit (id, note, changed_at) select i, 'visit ' || i, timestamptz '2024-01-01 00:00+00' from generate_series(1, 5) as i;
create table near.more_visits (like near.visits including all);
create table near.marked_visits (like near.visits including all, visit_id bigint);
select near.define_visits();
select lockstep.define_entity('more', 'far.visit', '{id}', 'near.more_visits', '{"note": "s.note"}', watermark => 'changed_at');
select lockstep.define_entity(
    'marked', 'far.visit', '{id}', 'near.marked_visits', '{"note": "s.note"}',
    refs => '{"visit_id": {"entity": "visits", "key": "s.id"}}', watermark => 'changed_at'
);
select near.go();
create function pg_temp.noted()
    returns void
    language sql
as $body$
    insert into lockstep_state.watermark (entity, since, seen_at, noted_at, server, defined_at)
    select e.name, '2024-02-01 00:00+00', '2024-02-01 00:00+00', '2024-02-01 00:00+00', l.look ->> 'server', e.defined_at
    from lockstep_state.entity as e cross join lockstep_private.source_look('far') as l
    on conflict (entity) do update set since = excluded.since, seen_at = excluded.seen_at, noted_at = excluded.noted_at;
$body$;
-- a run after its look; told: were the looks made before the transaction?
create function pg_temp.after_look(was_before boolean default true, is_dry boolean default false)
    returns bigint
    language plpgsql
as $body$
declare
    v_run bigint;
begin
    perform pg_temp.noted();
    v_run := lockstep.start_run('sync', is_dry => is_dry, options => '{"watermark": true}');
    perform s.* from lockstep.step(v_run) as s;
    if was_before then
        update lockstep_state.run_entity as e set look = e.look || '{"noted_at": "2024-02-02 00:00+00"}' where e.run = v_run;
    end if;
    return v_run;
end;
$body$;
create function pg_temp.open(run bigint)
    returns text
    language sql
as $body$
    select string_agg(distinct s.entity, ',' order by s.entity)
    from lockstep_state.segment as s where s.run = open.run and s.kind in ('plan', 'since') and not s.is_done
$body$;

-- behaviour
select pg_temp.after_look() as run \gset
select is(lockstep_private.idle_entities(:run), '{marked,more,visits}', 'nothing moved in any of them');
select s.work from lockstep.step(:run) as s;
select is(near.finish(:run), 'completed', 'the run ends');
select results_eq(
    format('select e.entity, e.source_rows, e.rejected, e.finished_at is not null from lockstep_state.run_entity as e where e.run = %s order by 1', :run),
    $$values ('marked', 0::bigint, 0::bigint, true), ('more', 0, 0, true), ('visits', 0, 0, true)$$, 'with the books closed'
);
select results_eq(
    format(
        $$select s.entity, string_agg(s.kind, ',' order by s.id) from lockstep_state.segment as s where s.run = %s and s.entity is not null group by 1 order by 1$$, :run
    ),
    $$values ('marked', 'plan,relink,finish,since'), ('more', 'plan,finish'), ('visits', 'plan,finish')$$,
    'only references need a second look'
);
select is_empty(format('select from lockstep_state.segment as s where s.run = %s and not s.is_done', :run), 'nothing stays open');
select results_eq(
    format($$select level, message, detail from lockstep.logs where run = %s and message ~ 'moved'$$, :run),
    $$values ('info', 'entities in which nothing moved', '{"entities": 2}'::jsonb)$$, 'the log tells of all of them at once'
);
select cmp_ok(
    (select min(w.seen_at) from lockstep_state.watermark as w where w.entity in ('more', 'visits')), '>', timestamptz '2026-01-01', 'their watermarks move on'
);

-- behaviour: some have moved
update far.visit set changed_at = '2024-01-31 23:56+00' where id = 3;
select pg_temp.after_look() as run \gset
select is(lockstep_private.idle_entities(:run), '{}', 'a row within the overlap may have moved');
select near.finish(near.last_run());
select is(near.found(), 'more: unchanged 1; visits: update 1, written 1; marked: unchanged 1', 'and is looked at');
update far.visit set changed_at = null where id = 3;
select pg_temp.after_look() as run \gset
select is(lockstep_private.idle_entities(:run), '{}', 'so may one without a watermark');
select lockstep.cancel_run(near.last_run());
update far.visit set changed_at = '2024-01-01 00:00+00' where id = 3;

-- behaviour: one waits to be tried again
insert into lockstep_state.reject (entity, source_key, operation, reason, sqlstate, message, first_run, last_run, last_at)
values ('more', '["4"]', 'write', 'constraint', '23514', 'refused', 1, 1, now());
select pg_temp.after_look() as run \gset
select is(lockstep_private.idle_entities(:run), '{marked,visits}', 'what was refused is tried again, though it did not move');
select lockstep.cancel_run(near.last_run());
delete from lockstep_state.reject;

-- behaviour: a look that may be newer than what is read
select pg_temp.after_look(was_before => false) as run \gset
select is(lockstep_private.idle_entities(:run), '{}', 'a look of the same transaction proves nothing');
select near.finish(near.last_run());
select is(near.found(), 'more: nothing; visits: nothing; marked: nothing', 'then rows are looked for as ever');

-- behaviour: a dry run
select pg_temp.after_look(is_dry => true) as run \gset
select is(near.finish(:run), 'completed', 'a dry run closes them, too');
select is((select max(w.seen_at) from lockstep_state.watermark as w), timestamptz '2024-02-01 00:00+00', 'and moves no watermark');

select * from finish();
rollback;
