-- Rows that are known to be refused before anything is tried.
begin;
select plan(14);

create function pg_temp.rejects()
    returns setof text
    language sql
as $body$
    select concat_ws(' ', r.source_key, r.reason, r.sqlstate, r.column_name, r.message)
    from lockstep_state.reject as r
    where r.closed_at is null
    order by r.source_key;
$body$;
-- how often the insert was tried: of rows found one by one, several times
create temp sequence tried;
create function near.count_tries()
    returns trigger
    language plpgsql
as $body$
begin
    perform nextval('pg_temp.tried');
    return null;
end;
$body$;

-- given
insert into far.office (id, name, town) select i, 'office ' || i, case when i % 10 > 0 then 'town' end from generate_series(1, 1000) as i;
alter table near.offices alter column town set not null;
create trigger tries after insert on near.offices for each row execute function near.count_tries();
select near.define_offices();

-- behaviour: a first load
select near.go();
select is(near.account(), 'offices: 1000 = 900 synced + 100 rejected + 0 excluded', 'NULL in a column that is NOT NULL is refused, all else arrives');
select is((select r from pg_temp.rejects() as r limit 1),
    '["10"] constraint 23502 town null value in column "town" of relation "offices" violates not-null constraint', 'with what the database would say');
select is(currval('pg_temp.tried'), 900::bigint, 'no row is written twice to find them');
select near.go();
select is(near.account(), 'offices: 1000 = 900 synced + 100 rejected + 0 excluded', 'the next sync refuses them again');
select is(currval('pg_temp.tried'), 900::bigint, 'and writes nothing for it');

-- behaviour: they heal, and rows that are there become bad
update far.office set town = 'found' where id = 10;
update far.office set town = null where id = 11;
select near.go();
select is(near.account(), 'offices: 1000 = 900 synced + 100 rejected + 0 excluded', 'one came, one went');
select is((select r from pg_temp.rejects() as r where r like '["11"]%'),
    '["11"] constraint 23502 town null value in column "town" of relation "offices" violates not-null constraint', 'an update is refused in the same way');
select is((select o.town from near.offices as o where o.name = 'office 11'), 'town', 'and leaves the row as it was');

-- behaviour: what the catalog says now counts, not when the entity was defined
alter table near.offices alter column town drop not null;
select near.go();
select is(near.account(), 'offices: 1000 = 1000 synced + 0 rejected + 0 excluded', 'without the constraint they arrive');

-- behaviour: where a trigger fills the column, only the database knows
create function near.fill()
    returns trigger
    language plpgsql
as $body$
begin
    new.town := coalesce(new.town, 'filled');
    return new;
end;
$body$;
create trigger fills before insert on near.offices for each row execute function near.fill();
update near.offices set town = 'town' where town is null;
alter table near.offices alter column town set not null;
insert into far.office (id, name, town) values (2001, 'office 2001', null);
select near.go(entities => '{offices}');
select is((select o.town from near.offices as o where o.name = 'office 2001'), 'filled', 'a trigger before the insert has the last word');

-- behaviour: the reference comes first, then the first column in the order of the table
create table near.both_bad (id uuid primary key, office_id uuid not null, note text not null);
insert into far.visit (id, doctor_id, note) values (1, 77777, null), (2, null, null), (3, null, 'x');
select lockstep.define_entity('both_bad', 'far.visit', '{id}', 'near.both_bad', '{"note": "s.note"}',
    '{"office_id": {"entity": "offices", "key": "s.doctor_id"}}');
select near.go(entities => '{both_bad}');
select results_eq(
    $$select concat_ws(' ', r.source_key, r.reason, r.column_name) from lockstep_state.reject as r where r.entity = 'both_bad' order by 1$$,
    $$values ('["1"] unresolved_reference office_id'), ('["2"] constraint office_id'), ('["3"] constraint office_id')$$,
    'each row has one cause'
);

-- behaviour: a composite value of NULLs is one
create type near.pair as (a integer, b integer);
create table near.pairs (id bigint primary key, pair near.pair not null);
select lockstep.define_entity('pairs', 'far.visit', '{id}', 'near.pairs',
    '{"pair": "case when s.id < 3 then row(null, null)::near.pair end"}');
select near.go(entities => '{pairs}');
select is(near.account(entity => 'pairs'), 'pairs: 3 = 2 synced + 1 rejected + 0 excluded', 'NOT NULL lets it pass, and so do we');

-- behaviour: parts
select is(
    lockstep_private.null_column_sql(lockstep_private.entity_shape('both_bad')),
    'case when p.office_id is not distinct from null then ''office_id'' when p.note is not distinct from null then ''note'' end',
    'the columns in their order'
);
select is(lockstep_private.null_column_sql(lockstep_private.entity_shape('offices')), 'null::text', 'with a trigger before the row nothing is foretold');

select * from finish();
rollback;
