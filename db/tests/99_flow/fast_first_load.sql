-- A first load with indexes and foreign keys set aside ends exactly where one with them in place does.
begin;
select plan(33);

-- given: keys that a mapping resolves, one that it does not, one of the table to itself; indexes of all sorts
create table near.names (name text primary key);
insert into near.names values ('a'), ('c'), ('d');
alter table near.doctors
    add constraint "Odd, name" foreign key (name) references near.names on update cascade on delete restrict deferrable initially deferred;
comment on constraint "Odd, name" on near.doctors is 'it''s odd';
create index "Odd index" on near.doctors (lower(name) desc nulls last, fee) include (office_id) with (fillfactor = 70) where fee > 0;
comment on index near."Odd index" is 'it''s an index';
create index on near.doctors using hash (office_id);
create unique index on near.doctors (lower(name), fee);
create table near.chain (id bigint primary key, next_id bigint references near.chain, note text);

insert into far.office values (1, 'one', null), (2, 'two', null);
insert into far.doctor (id, office_id, mentor_id, name, fee)
values (1, 1, null, 'a', 1), (2, 1, 1, 'b', 2), (3, 2, 2, 'c', 3), (4, 2, 3, 'd', 4), (5, null, 9, 'a', 5), (6, 7, null, 'a', 6), (7, 1, 7, 'c', 3);
insert into far.visit (id, note) values (1, 'x'), (2, 'x'), (3, 'x'), (4, 'x'), (5, 'x'), (6, 'x');

create function pg_temp.define()
    returns void
    language sql
as $body$
    select near.define_offices();
    select near.define_doctors();
    select lockstep.define_entity('chain', 'far.visit', '{id}', 'near.chain',
        '{"note": "s.note", "next_id": "case s.id when 4 then 99 when 6 then null else s.id + 1 end"}', batch_rows => 2);
$body$;
create function pg_temp.afresh()
    returns void
    language sql
as $body$
    select lockstep.drop_entity('chain');
    select lockstep.drop_entity('doctors');
    select lockstep.drop_entity('offices');
    truncate near.offices, near.doctors, near.chain;
    delete from lockstep_state.reject;
    select pg_temp.define();
$body$;
create view pg_temp.picture as
select t.name as on_table, o.kind, o.name, lockstep_private.object_picture(o) as picture
from unnest('{near.doctors,near.chain,near.offices}'::text[]) as t (name)
cross join lateral lockstep_private.secondary_objects(t.name) as o;
create function pg_temp.result()
    returns table (what text, content jsonb)
    language plpgsql
as $body$
begin
    return query
    select 'reject' as what, to_jsonb(r) - '{id,first_run,last_run,first_at,last_at}'::text[] as content from lockstep_state.reject as r
    union all
    select 'doctor', to_jsonb(d) from near.doctors as d
    union all
    select 'chain', to_jsonb(c) from near.chain as c
    union all
    select 'ledger', to_jsonb(l) - '{run,synced_at,target_version}'::text[] from lockstep_ledger.doctors as l
    union all
    select 'account', to_jsonb(near.account());
end;
$body$;

create temp table before as select * from pg_temp.picture;
select is((select count(*) from before), 6::bigint, 'there is something to set aside');
select pg_temp.define();
select near.go();
create temp table plain as select * from pg_temp.result();
select is(
    (
        select string_agg(concat_ws(' ', r.source_key, r.reason, r.constraint_name), ', ' order by r.source_key, r.entity desc)
        from lockstep_state.reject as r
        where r.constraint_name is not null
    ),
    '["1"] constraint chain_next_id_fkey, ["2"] constraint Odd, name, ["2"] constraint chain_next_id_fkey, ["3"] constraint chain_next_id_fkey, '
    '["4"] constraint chain_next_id_fkey, ["7"] constraint doctors_lower_fee_idx',
    'without the flag, some rows break the keys'
);

-- behaviour
select pg_temp.afresh();
select near.go(options => '{"fast_first_load": true}');
select bag_eq('select * from pg_temp.result()', 'select * from plain', 'rows, ledgers, rejects and sums are those of a load without it');
select results_eq(
    'select p.* from pg_temp.picture as p order by 1, 2, 3', 'select b.* from before as b order by 1, 2, 3',
    'indexes and keys are as they were: definition, comment, validated, deferrable, actions, triggers'
);
select is_empty('select from lockstep.set_aside', 'nothing is set aside any more');
select is(
    (
        select array_agg(distinct s.entity || ' ' || s.kind order by s.entity || ' ' || s.kind)
        from lockstep_state.segment as s
        where s.run = near.last_run() and s.kind in ('set_aside', 'rebuild')
    ),
    '{chain rebuild,chain set_aside,doctors rebuild,doctors set_aside,offices set_aside}'::text[],
    'all tables were empty'
);
select is(
    (
        select count(*)
        from lockstep_state.segment as s
        join lockstep_state.segment as w on w.run = s.run and w.entity = s.entity and w.kind = 'range' and w.id > s.id
        where s.run = near.last_run() and s.kind = 'rebuild' and w.stage >= s.stage
    ),
    0::bigint, 'what is set aside is built when the rows of its entity are there'
);
select near.go('compare');
select is(near.found(entity => 'chain'), 'insert 4, unchanged 2', 'it is in step, but for the rejects');

-- behaviour: tables with rows
select near.go(options => '{"fast_first_load": true}');
select is_empty(
    $$select from lockstep_state.segment as s where s.run = near.last_run() and s.kind in ('set_aside', 'rebuild')$$, 'a second sync sets nothing aside'
);
select pg_temp.afresh();
insert into near.chain values (1000, null, 'mine');
select near.go(options => '{"fast_first_load": true}');
select is_empty(
    $$select from lockstep_state.segment as s where s.run = near.last_run() and s.kind in ('set_aside', 'rebuild') and s.entity = 'chain'$$,
    'nor does a first one into a table that has a row of others'
);

-- behaviour: half way
select pg_temp.afresh();
select lockstep.start_run('sync', null, false, '{"fast_first_load": true}') as run \gset
select is((select array_agg(distinct s.status) from generate_series(1, 3) as g cross join lateral lockstep.step(:run + 0 * g) as s), '{worked}', 'three tables');
select results_eq(
    'select s.target, s.kind, s.name, s.run from lockstep.set_aside as s order by 1, 2, 3',
    format('select b.on_table, b.kind, b.name, %s::bigint from before as b order by 1, 2, 3', :run), 'what is set aside is listed'
);
select is_empty('select from pg_temp.picture', 'and it is gone');
select is(
    (select e.set_aside from lockstep.entities as e where e.name = 'chain'), '{"foreign key chain_next_id_fkey"}'::text[], 'the entity tells of it'
);
select results_eq(
    $$select d.level, d.entity, d.detail, d.remedy from lockstep.doctor() as d where d."check" = 'set_aside' order by 2$$,
    format(
        $$values
            ('warning', 'chain', '1 indexes and foreign keys of near.chain are set aside by run %1$s, which is running',
            'lockstep sync --resume %1$s builds them, and so does lockstep cancel %1$s'),
            ('warning', 'doctors', '5 indexes and foreign keys of near.doctors are set aside by run %1$s, which is running',
            'lockstep sync --resume %1$s builds them, and so does lockstep cancel %1$s')$$,
        :run
    ),
    'and so does the doctor'
);
savepoint half_way;

-- refusals
select throws_ok(
    $$select lockstep.drop_entity('chain')$$, 'LSE19',
    format('run %s has set aside foreign key chain_next_id_fkey of the target of entity ''chain''', :run), 'an entity is not dropped meanwhile'
);
select lockstep.fail_run(:run, 'XX000', 'an error');
select throws_ok(
    $$select lockstep.start_run('sync', '{chain}')$$, 'LSE19', null, 'no other sync takes the place of one that has failed'
);
select throws_ok(format('select lockstep.start_undo(%s)', :run), 'LSE19', null, 'it is not undone');
select is(lockstep.start_run('sync'), :run::bigint, 'the same sync takes it up');
select near.finish(:run);
select bag_eq('select * from pg_temp.result()', 'select * from plain', 'and ends where it would have');
select results_eq('select p.* from pg_temp.picture as p order by 1, 2, 3', 'select b.* from before as b order by 1, 2, 3', 'with everything in place');

rollback to half_way;
select near.finish(:run);
select lockstep.start_undo(:run) as undo \gset
select near.finish(:undo);
select is_empty('select from near.doctors', 'a load that is over can be undone');

rollback to half_way;
select lockstep.cancel_run(:run);
select results_eq('select p.* from pg_temp.picture as p order by 1, 2, 3', 'select b.* from before as b order by 1, 2, 3', 'cancelling it builds everything');
select is_empty('select from lockstep.set_aside', 'and forgets that it was set aside');

rollback to half_way;
select is(lockstep.restore_set_aside('doctors'), 5, 'somebody may build what is set aside of one entity');
select is(lockstep.restore_set_aside(), 1, 'and of all');
select results_eq('select p.* from pg_temp.picture as p order by 1, 2, 3', 'select b.* from before as b order by 1, 2, 3', 'everything is in place');
select near.finish(:run);
select bag_eq('select * from pg_temp.result()', 'select * from plain', 'and the load goes on with it');

rollback to half_way;
create index "Odd index" on near.doctors (name);
select near.finish(:run);
select is_empty('select from lockstep.set_aside', 'what somebody made under the same name is left to him');

rollback to half_way;
do $do$
begin
    while not exists (select from lockstep_private.claim_segment(near.last_run()) as s where s.kind = 'rebuild') loop
        perform lockstep.step(near.last_run());
    end loop;
end;
$do$;
select results_eq(
    $$select r.source_key, r.reason, r.sqlstate, r.constraint_name, r.message from lockstep_state.reject as r where r.entity = 'chain' and r.source_key = '["4"]'$$,
    $$values ('["4"]'::jsonb, 'constraint', '23503', 'chain_next_id_fkey',
        'insert or update on table "chain" violates foreign key constraint "chain_next_id_fkey"')$$,
    'a row that breaks a key which is set aside is refused as the key would do it'
);
update near.chain set next_id = 1000 where id = 5;
select throws_ok(
    format('select near.finish(%s)', :run), 'LSA03', 'foreign key chain_next_id_fkey of near.chain cannot be built: rows that it refers to are gone',
    'rows that others broke meanwhile are not lockstep''s to judge'
);
select is((select count(*) from lockstep.set_aside where entity = 'chain'), 1::bigint, 'what cannot be built is not forgotten');
update near.chain set next_id = 6 where id = 5;
select is(near.finish(:run), 'completed', 'once they are mended, the run goes on');

select * from finish();
rollback;
