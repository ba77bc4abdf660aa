begin;
select plan(27);

select near.define_offices();

create function pg_temp.undo(run bigint, is_dry boolean default false, force boolean default false)
    returns bigint
    language plpgsql
as $body$
declare
    v_undo bigint := lockstep.start_undo(run, null, null, is_dry, force);
begin
    if near.finish(v_undo) <> 'completed' then
        raise exception 'undo % is not completed', v_undo;
    end if;
    return v_undo;
end;
$body$;

create function pg_temp.town(id integer)
    returns text
    language sql
as $body$
    select o.town
    from lockstep_ledger.offices as l join near.offices as o on o.id = l.target_key
    where l.source_key = town.id;
$body$;

-- given: offices with a column that belongs to the application alone, and a rule of its own
delete from far.doctor;
delete from far.office;
insert into far.office select g, 'office ' || g, 'town ' || g from generate_series(1, 6) as g;
alter table near.offices add column note text default 'none', add unique (town);
select near.define_offices(on_delete => 'archive', archive => '{"town": "''archived'' || clock_timestamp()", "note": "''gone''"}');
select near.go();

-- behaviour: archive and columns of others
update near.offices set note = 'mine';
delete from far.office where id = 6;
update far.office set town = 'moved' where id = 1;
create temp table before as select * from near.offices order by id;
select near.go(options => '{"allow_deletes": true}');
update near.offices set note = 'changed' where town = 'moved';
select pg_temp.undo(near.last_run());
select results_eq(
    'select name, town, note from near.offices order by name',
    $$
    values ('office 1', 'town 1', 'changed'), ('office 2', 'town 2', 'mine'),
        ('office 3', 'town 3', 'mine'), ('office 4', 'town 4', 'mine'),
        ('office 5', 'town 5', 'mine'), ('office 6', 'town 6', 'mine')
    $$,
    'what archive set is set back; columns that lockstep does not write keep what others wrote'
);
select near.go('compare');
select is(near.found(), 'offices: update 1, delete 1, unchanged 4', 'and both rows differ again');

-- behaviour: on_delete keep
select near.define_offices(on_delete => 'keep');
select near.go();
select is(
    (select settled_at is not null from lockstep_ledger.offices where source_key = 6), true,
    'given: a row that is kept is settled'
);
select pg_temp.undo(near.last_run());
select is(
    (select settled_at is null from lockstep_ledger.offices where source_key = 6), true,
    'its undo unsettles it'
);
select is(pg_temp.town(6), 'town 6', 'and leaves the row');

update near.offices set town = 'theirs' where town = 'town 6';
select near.go();
select pg_temp.undo(near.last_run());
select is_empty(
    'select from lockstep_state.difference as d where d.run = near.last_run()',
    'a kept row that somebody changed before is nothing that somebody changed since'
);
select is(
    (select settled_at is null from lockstep_ledger.offices where source_key = 6), true,
    'it is unsettled, too'
);

-- behaviour: an undo that is cancelled half way
update far.office set town = 'moved again ' || id where id in (1, 2);
select near.go();
create temp table half as select near.last_run() as run, lockstep.start_undo(near.last_run()) as undo;
do $do$
declare
    v_undo bigint := (select h.undo from pg_temp.half as h);
begin
    loop
        perform from lockstep.step(v_undo) as s where s.work = 'revert' and s.written > 0;
        exit when found;
    end loop;
    perform lockstep.cancel_run(v_undo);
end;
$do$;
select is(
    (select pg_temp.undo(h.run) = h.undo from pg_temp.half as h), true,
    'is taken up by the same words'
);
select is_empty(
    'select from lockstep_state.difference as d where d.run = (select h.undo from pg_temp.half as h)',
    'and takes nothing that it did before for a change of others'
);
select is(pg_temp.town(1) || ', ' || pg_temp.town(2), 'town 1, town 2', 'all is put back');
update far.office set town = case id when 1 then 'moved' else 'town 2' end where id in (1, 2);

-- behaviour: unique values that swap
insert into far.office values (6, 'office 6', 'town 6');
select near.go();
update far.office set town = case id when 2 then 'town 3' else 'town 2' end where id in (2, 3);
select near.go();
select is(pg_temp.town(2) || ', ' || pg_temp.town(3), 'town 3, town 2', 'given: a swap');
select pg_temp.undo(near.last_run());
select is(pg_temp.town(2) || ', ' || pg_temp.town(3), 'town 2, town 3', 'it is swapped back');
select near.go();

-- behaviour: a new row that took the value of another
update far.office set town = 'free' where id = 4;
insert into far.office values (7, 'office 7', 'town 4');
select near.go();
select is(pg_temp.town(7), 'town 4', 'given: a new row with the old value of another');
select pg_temp.undo(near.last_run());
select is(pg_temp.town(4), 'town 4', 'the other has it back');
select is(pg_temp.town(7), null, 'and the new one is gone');

-- behaviour: what the database refuses
select near.go();
create temp table refused as select near.last_run() as run;
alter table near.offices add constraint no_way_back check (town <> 'town 4' or name <> 'office 4');
select pg_temp.undo((select run from refused));
select results_eq(
    format('select source_key, state, sqlstate from lockstep_state.difference where run = %s', near.last_run()),
    $$values ('["4"]'::jsonb, 'refused', '23514')$$,
    'a row that the database refuses is listed'
);
select is(pg_temp.town(4), 'free', 'it stays as it is');
select is(pg_temp.town(7), null, 'all others are undone');
select is(lockstep.report(near.last_run()) -> 'in_step', 'false', 'and the report says so');
select is_empty('select from lockstep_state.reject where closed_at is null', 'it is no reject of a sync');
alter table near.offices drop constraint no_way_back;

-- behaviour: a trigger that lets nothing through
select near.go();
update far.office set town = 'elsewhere' where id = 5;
select near.go();
create function near.nothing() returns trigger language plpgsql as 'begin return null; end';
create trigger nothing before update on near.offices for each row execute function near.nothing();
select pg_temp.undo(near.last_run());
select results_eq(
    format('select source_key, state, sqlstate from lockstep_state.difference where run = %s', near.last_run()),
    $$values ('["5"]'::jsonb, 'refused', '02000')$$,
    'a row that a trigger skips is listed'
);
drop trigger nothing on near.offices;
select pg_temp.undo((select max(r.id) from lockstep_state.run as r where r.kind = 'sync'));
select is(pg_temp.town(5), 'town 5', 'and can be undone later');

-- behaviour: keys of several columns, and a row without a mapped column
select near.define_visits();
delete from far.visit;
insert into far.visit (id, note, changed_at) select g, 'v' || g, 'infinity' from generate_series(1, 5) as g;
select near.go('sync', '{visits}');
update far.visit set note = null, changed_at = '-infinity' where id = 2;
delete from far.visit where id = 3;
create temp table visits as select * from near.visits order by id;
select near.go('sync', '{visits}', options => '{"allow_deletes": true}');
select is(near.found(), 'visits: update 1, delete 1, unchanged 3, written 2', 'given: keys that are kept');
select pg_temp.undo(near.last_run(), is_dry => true);
select is((select count(*) from near.visits), 4::bigint, 'a dry run deletes and inserts nothing');
select pg_temp.undo((select max(r.id) from lockstep_state.run as r where r.kind = 'sync'));
select results_eq('select * from near.visits order by id', 'select * from visits', 'they are back');

-- behaviour: prune
update lockstep_state.run set finished_at = now() - interval '40 days' where status = 'completed';
select lives_ok('select lockstep.prune()', 'given: images that are pruned');
select throws_ok(
    format('select lockstep.start_undo(%s)', (select max(r.id) from lockstep_state.run as r where r.kind = 'undo' and not is_dry)),
    'LSJ07', null, 'a run without its images cannot be undone'
);

select * from finish();
rollback;
