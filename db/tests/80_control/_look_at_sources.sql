-- One look for all entities of a run.
begin;
select plan(7);

-- given: a source whose looks are counted
select near.define_visits();
select near.define_offices();
create table near.local_visits (id bigint primary key, note text, changed_at timestamptz);
create table near.more_visits (like near.visits including all);
create table near.here_visits (like near.visits including all);
select lockstep.define_entity('more', 'far.visit', '{id}', 'near.more_visits', '{"note": "s.note"}', watermark => 'changed_at');
select lockstep.define_entity('here', 'near.local_visits', '{id}', 'near.here_visits', '{"note": "s.note"}', watermark => 'changed_at');
create sequence near.looks;
create or replace view lockstep_link_far.source_now as
select timestamptz '2024-02-01 12:00+00' as at, false as is_replica from (select nextval('near.looks')) as n;
create function pg_temp.looked(options jsonb)
    returns setof text
    language plpgsql
as $body$
declare
    v_run bigint := lockstep.start_run('sync', options => options);
begin
    perform s.* from lockstep.step(v_run) as s;
    return query
    select concat_ws(' ', e.entity, coalesce(e.look ->> 'seen_at', '-'), coalesce(e.obstacle, '-'))
    from lockstep_state.run_entity as e where e.run = v_run order by e.entity;
    perform lockstep.cancel_run(v_run);
end;
$body$;

-- behaviour
select results_eq(
    $$select * from pg_temp.looked('{}')$$,
    $$values ('here - -'), ('more 2024-02-01T12:00:00+00:00 -'), ('offices - -'), ('visits 2024-02-01T12:00:00+00:00 -')$$,
    'every entity with a watermark gets the look'
);
select is((select l.last_value from near.looks as l), 1::bigint, 'of which there is one');
select results_eq(
    $$select * from pg_temp.looked('{"watermark": true}')$$,
    $$
    values ('here - its source is no linked table'), ('more 2024-02-01T12:00:00+00:00 no sync looked at all of them before, or it was undone'),
        ('offices - -'), ('visits 2024-02-01T12:00:00+00:00 no sync looked at all of them before, or it was undone')
    $$,
    'and is told why its watermark is not followed'
);
select is_empty(
    $$
    select s.kind from lockstep_state.segment as s
    where s.run = lockstep.start_run('compare') and s.kind in ('look', 'idle')
    $$,
    'a comparison does not look'
);
select lockstep.cancel_run(near.last_run());
select lockstep.drop_entity(n) from unnest('{more,here,visits}'::text[]) as n;
select lockstep.start_run('sync') as run \gset
select is_empty(
    format($$select s.kind from lockstep_state.segment as s where s.run = %s and s.kind in ('look', 'idle')$$, :run), 'nor does a sync without watermarks'
);
select lockstep.cancel_run(:run);

-- behaviour: a source that tells nothing
select near.define_visits();
create or replace view lockstep_link_far.source_now as select now() as at, true as is_replica;
select results_eq(
    $$select * from pg_temp.looked('{"watermark": true}')$$,
    $$
    values ('offices - -'), ('visits - the source is a standby or a subscriber: its rows are written elsewhere')
    $$,
    'a replica is no clock'
);
select is_empty($$select from lockstep_state.watermark$$, 'a look alone moves no watermark');

select * from finish();
rollback;
