-- From where on the next sync has to read. The source is as the test says.
begin;
select plan(15);

-- given
select near.define_visits();
create table near.open_now (keys text[], is_prepared boolean default false);
create table near.clock (at timestamptz);
insert into near.clock values ('2024-02-01 12:00+00');
create or replace view lockstep_link_far.open_transactions as select o.keys, o.is_prepared from near.open_now as o;
create or replace view lockstep_link_far.source_now as select c.at, false as is_replica from near.clock as c;
create function pg_temp.next()
    returns jsonb
    language sql
as $body$
    select lockstep_private.next_watermark(
        'visits', coalesce(l.look, jsonb_build_object('obstacle', l.obstacle)) || jsonb_build_object('noted_at', clock_timestamp())
    )
    from lockstep_private.source_look('far') as l
$body$;
create function pg_temp.since()
    returns text
    language sql
as $body$select to_char(timezone('UTC', (pg_temp.next() ->> 'since')::timestamptz), 'HH24:MI')$body$;
-- the look becomes the last one, an hour goes by
create function pg_temp.look()
    returns void
    language sql
as $body$
    insert into lockstep_state.run (id, kind, entities) overriding system value values (-1, 'sync', '{visits}') on conflict do nothing;
    insert into lockstep_state.run_entity (run, entity, level, look, defined_at)
    select -1, 'visits', 0, pg_temp.next(), e.defined_at from lockstep_state.entity as e where e.name = 'visits'
    on conflict (run, entity) do update set look = excluded.look;
    select lockstep_private.store_watermarks(-1, '{visits}');
    update near.clock set at = at + interval '1 hour';
$body$;

-- behaviour: the first look
select is(pg_temp.next() - '{noted_at,server}'::text[], '{"seen_at": "2024-02-01T12:00:00+00:00", "since": "2024-02-01T12:00:00+00:00", "open": {}}',
    'whoever is not there begins later');
select ok((pg_temp.next() ->> 'noted_at')::timestamptz > now(), 'says when it was noted');
select matches(pg_temp.next() ->> 'server', '^dbname=\S+ host=\S+ port=\d+$', 'and where');
insert into near.open_now values ('{v 3/7}');
select is(pg_temp.next() - '{noted_at,server}'::text[], '{"seen_at": "2024-02-01T12:00:00+00:00", "since": "-infinity", "open": {"v 3/7": "-infinity"}}',
    'who is there at the first look may have begun at any time');
delete from near.open_now;
select pg_temp.look();

-- behaviour: who comes later
insert into near.open_now values ('{v 4/1}');
select is(pg_temp.since(), '12:00', 'who is there at the second, had not begun at the first');
select pg_temp.look();
update near.open_now set keys = '{v 4/1,x 900,x 901}';
insert into near.open_now values ('{v 5/1}');
select is(pg_temp.since(), '12:00', 'is known again, with more ids');
select is(pg_temp.next() -> 'open' -> 'x 901', '"2024-02-01T12:00:00+00:00"', 'which are known from then on');
select is(pg_temp.next() -> 'open' -> 'v 5/1', '"2024-02-01T13:00:00+00:00"', 'another is told apart');
select pg_temp.look();

-- behaviour: prepared transactions
update near.open_now set keys = '{x 900,x 901}', is_prepared = true where 'x 900' = any (keys);
select is(pg_temp.since(), '12:00', 'a prepared one is known by the ids it wrote with');
delete from near.open_now;
select pg_temp.look();
select is((select to_char(timezone('UTC', w.since), 'HH24:MI') from lockstep_state.watermark as w), '15:00', 'nobody is waited for who is gone');
insert into near.open_now values ('{v 6/1}');
select pg_temp.look();
insert into near.open_now values ('{x 950}', true);
delete from near.open_now where not is_prepared;
select is(pg_temp.since(), '15:00', 'an unknown prepared one may be any of those that were open');

-- behaviour: nothing is known any more
update near.clock set at = '2024-02-01 11:00+00';
select is(pg_temp.next() ->> 'since', '-infinity', 'what was known under a clock that went back does not hold');
update near.clock set at = '2024-02-02 11:00+00';
update lockstep_state.watermark set server = 'host=elsewhere';
select is(pg_temp.next() ->> 'since', '-infinity', 'nor what was known of another server');

-- behaviour: a source that tells nothing
create or replace view lockstep_link_far.source_now as select now() as at, true as is_replica;
select is(pg_temp.next() - 'noted_at', '{"obstacle": "the source is a standby or a subscriber: its rows are written elsewhere"}', 'a replica says why');
select is(lockstep_private.next_watermark('visits', null), null, 'what was not looked at says nothing');

select * from finish();
rollback;
