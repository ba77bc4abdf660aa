-- From where on a sync by watermark reads, and when it looks at all rows.
begin;
select plan(15);

-- given: a last look on the first of February
select near.define_visits();
insert into lockstep_state.watermark (entity, since, seen_at, noted_at, server, defined_at)
select e.name, '2024-02-01 00:00+00', '2024-02-01 06:00+00', '2024-02-01 07:00+00', 'host=a', e.defined_at from lockstep_state.entity as e where e.name = 'visits';
create function pg_temp.since(seen_at text default '2024-02-01 08:00+00', noted_at text default '2024-02-01 09:00+00', server text default 'host=a')
    returns text
    language sql
as $body$
    select coalesce(w.obstacle, '') || coalesce(to_char(timezone('UTC', w.since), 'YYYY-MM-DD HH24:MI'), '')
    from lockstep_private.watermark_since(
        'visits', jsonb_build_object('seen_at', seen_at, 'noted_at', noted_at, 'server', server)
    ) as w;
$body$;

-- behaviour
select is(pg_temp.since(), '2024-01-31 23:55', 'reads from the watermark on, less the overlap');
update lockstep_state.setting set value = '1 hour' where name = 'watermark_overlap';
select is(pg_temp.since(), '2024-01-31 23:00', 'which can be set');
select lockstep.define_entity('visits', 'select v.id, v.note, timezone(''UTC'', v.changed_at) as changed_at from far.visit as v', '{id}',
    'near.visits', '{"note": "s.note"}', watermark => 'changed_at');
select is(pg_temp.since(), 'it was defined anew since the last sync', 'after a new definition looks at all rows');
update lockstep_state.watermark as w set defined_at = e.defined_at from lockstep_state.entity as e where e.name = w.entity;
select is(pg_temp.since(), '2024-01-31 11:00', 'times without zone may be of any zone');
update lockstep_state.setting set value = '0' where name = 'watermark_zone';
select is(pg_temp.since(), '2024-01-31 23:00', 'unless they are known to be UTC');

-- behaviour: clocks
select is(pg_temp.since(seen_at => '2024-02-01 07:01+00'), '2024-01-31 23:00', 'a clock may go back by less than the overlap');
select is(pg_temp.since(seen_at => '2024-02-01 06:59+00'), 'the clock of the source went back', 'not by more, though it is past the last look');
select is(pg_temp.since(seen_at => '2024-02-01 05:00+00'), 'the clock of the source went back', 'nor before it');
select is(pg_temp.since(seen_at => '2024-02-01 18:00+00'), '2024-01-31 23:00', 'it may go forward');
update lockstep_state.setting set value = '0' where name = 'watermark_overlap';
select is(pg_temp.since(seen_at => '2024-02-01 07:59:51+00'), '2024-02-01 00:00', 'what a look takes is let pass without an overlap, too');

-- behaviour: all rows
select is(pg_temp.since(server => 'host=b'), 'the link leads to another server', 'another server has other transactions');
update lockstep_state.watermark set since = '-infinity';
select is(pg_temp.since(), 'a transaction was open there that may have begun before the first look', 'who is not known may have begun at any time');
select results_eq(
    $$select w.since, w.obstacle from lockstep_private.watermark_since('visits', '{"obstacle": "a standby"}') as w$$,
    $$values (null::timestamptz, 'a standby')$$, 'what the source says comes first'
);
delete from lockstep_state.watermark;
select is(pg_temp.since(), 'no sync looked at all of them before, or it was undone', 'without a last look');

-- refusals
select throws_ok(
    $$update lockstep_state.setting set value = '-1 s' where name = 'watermark_overlap'$$, '23514', null, 'an overlap that would skip rows'
);

select * from finish();
rollback;
