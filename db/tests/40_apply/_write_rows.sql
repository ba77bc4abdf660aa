-- What the target does to a row while it is written: triggers that change it.
begin;
select plan(9);

-- given: a table that tidies up names before and counts writes after
create table near.tidy (id integer primary key, name text, writes integer not null default 0);
create function near.tidy_up()
    returns trigger
    language plpgsql
as $body$
begin
    new.name := btrim(lower(new.name));
    new.writes := case when tg_op = 'UPDATE' then old.writes else 0 end + 1;
    return new;
end;
$body$;
create trigger tidy_up before insert or update on near.tidy for each row execute function near.tidy_up();
insert into far.person (id, name) select i, ' Name ' || i from generate_series(1, 5) as i;
select lockstep.define_entity('tidy', 'far.person', '{id}', 'near.tidy', '{"name": "s.name"}');

-- behaviour
select near.go();
select is((select min(t.name) from near.tidy as t), 'name 1', 'a trigger may change the row before it is written');
select near.go('compare');
select is(near.found(), 'tidy: unchanged 5', 'which is no drift: the ledger has the row as it stands');
select near.go();
select is((select max(t.writes) from near.tidy as t), 1, 'every row is written once');
update far.person set name = ' NAME 1 ' where id = 1;
select near.go();
select is(near.found(), 'tidy: update 1, unchanged 4, written 1', 'a change at the source is written');
select near.go('compare');
select is(near.found(), 'tidy: unchanged 5', 'even if the target makes the same of it');
update near.tidy set name = 'touched' where id = 2;
select near.go('compare');
select is(near.found(), 'tidy: drift 1, unchanged 4', 'drift is drift');

-- behaviour: a default that the target computes is not overwritten
select is((select t.writes from near.tidy as t where t.id = 1), 2, 'columns that are not mapped belong to the target');

-- behaviour: row security does not hide rows
alter table near.tidy enable row level security;
create policy nobody on near.tidy using (false);
select near.go();
select is(near.found(), 'tidy: drift 1, unchanged 4, written 1', 'policies do not hide rows from the owner');
select near.go('compare');
select is(near.found(), 'tidy: unchanged 5', 'so nothing is missing');

select * from finish();
rollback;
