begin;
select plan(4);

-- given: two runs that looked
select near.define_visits();
insert into lockstep_state.run (id, kind, entities) overriding system value values (-2, 'sync', '{visits}'), (-1, 'sync', '{visits}');
insert into lockstep_state.run_entity (run, entity, level, defined_at, look)
select r.id, 'visits', 0, '2024-01-05 00:00+00', jsonb_build_object(
    'since', timestamptz '2024-01-04 00:00+00' + r.id * interval '1 day', 'seen_at', timestamptz '2024-01-02 00:00+00',
    'noted_at', timestamptz '2024-01-03 00:00+00', 'server', 'host=a', 'open', jsonb_build_object('v 1/1', r.id)
)
from lockstep_state.run as r where r.id < 0;
create function pg_temp.kept()
    returns setof text
    language sql
as $body$
    select concat_ws(' ', w.entity, w.since::date, w.seen_at::date, w.noted_at::date, w.server, w.open, w.defined_at::date)
    from lockstep_state.watermark as w
$body$;
set local timezone = 'GMT';

-- behaviour
select lockstep_private.store_watermarks(-2, '{visits}');
select results_eq('select pg_temp.kept()', $$values ('visits 2024-01-02 2024-01-02 2024-01-03 host=a {"v 1/1": -2} 2024-01-05')$$, 'keeps what was seen');
select lockstep_private.store_watermarks(-1, '{visits}');
select results_eq('select pg_temp.kept()', $$values ('visits 2024-01-03 2024-01-02 2024-01-03 host=a {"v 1/1": -1} 2024-01-05')$$, 'in place of what was');
update lockstep_state.run_entity set look = '{"obstacle": "a standby"}' where run = -2;
select lockstep_private.store_watermarks(-2, '{visits}');
select is((select w.open ->> 'v 1/1' from lockstep_state.watermark as w), '-1', 'a look that saw nothing changes nothing');
select lockstep.drop_entity('visits');
select is_empty('select from lockstep_state.watermark', 'it goes with its entity');

select * from finish();
rollback;
