-- A step of a transaction that began before the look may read what was there before it.
begin;
select plan(4);

-- given: a run of two entities that both looked, one of them a day ago
select near.define_visits();
select near.define_offices();
select lockstep.start_run('sync') as run \gset
update lockstep_state.run_entity as e
set look = jsonb_build_object('since', now(), 'noted_at', now() - case e.entity when 'offices' then interval '1 day' else '0' end)
where e.run = :run;
create function pg_temp.looks()
    returns text
    language sql
as $body$
    select string_agg(e.entity, ',' order by e.entity) from lockstep_state.run_entity as e
    where e.run = near.last_run() and e.look is not null
$body$;

-- behaviour
select is(pg_temp.looks(), 'offices,visits', 'two entities have looked');
select lockstep_private.drop_look(s) from lockstep_state.segment as s where s.run = :run and s.entity = 'offices' and s.kind = 'plan';
select is(pg_temp.looks(), 'offices,visits', 'a transaction that began later keeps the look');
select lockstep_private.drop_look(s) from lockstep_state.segment as s where s.run = :run and s.entity = 'visits' and s.kind = 'plan';
select is(pg_temp.looks(), 'offices', 'one that began earlier drops it, of its own entity');
select lockstep_private.store_watermarks(:run, '{visits}');
select is_empty('select from lockstep_state.watermark', 'and then there is none to store');

select * from finish();
rollback;
