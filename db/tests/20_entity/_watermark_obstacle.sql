-- Where a row can change, or come to be, and its watermark does not tell.
begin;
select plan(22);

-- given
create function pg_temp.obstacle(source text, watermark text default 'changed_at')
    returns text
    language plpgsql
as $body$
begin
    drop view if exists lockstep_mapping.visits_source;
    execute 'create view lockstep_mapping.visits_source as select * from (' || source || ') as source';
    return lockstep_private.watermark_obstacle(
        jsonb_populate_record(null::lockstep_state.entity, jsonb_build_object('name', 'visits', 'watermark', watermark))
    );
end;
$body$;
create table near.local_visits (id bigint primary key, changed_at timestamptz);
create view near.of_a_view as select v.* from far.visit as v;

-- behaviour: sources that can be gone by
select is(pg_temp.obstacle('select * from far.visit'), null, 'a table can be gone by its watermark');
select is(pg_temp.obstacle($$select v.id, upper(v.note) as n, v.changed_at from far.visit as v where v.note <> 'x' order by v.id$$), null,
    'some rows and columns of it, too');
select is(pg_temp.obstacle($$select v.id, greatest(v.changed_at, '2024-01-01') as changed_at from far.visit as v$$), null, 'and an expression');
select is(pg_temp.obstacle($$select v.id, v.changed_at::timestamp as changed_at from far.visit as v$$)
    is distinct from pg_temp.obstacle($$select v.id, timezone('UTC', v.changed_at) as changed_at from far.visit as v$$), true,
    'in a type without zone, if that does not depend on the session');
select is(pg_temp.obstacle('select s.doctor_id, s.day from far.shift as s', 'day'), null, 'days can be, too');
select is(pg_temp.obstacle('select m.id, m.at from far.measure as m', 'at'), null, 'and a partitioned table');
select is(pg_temp.obstacle('select * from far.visit', null), null, 'no watermark, no obstacle');

-- behaviour: a watermark that is no time
select is(pg_temp.obstacle('select * from far.visit', 'id'), 'its watermark is no time, but of type bigint', 'a number has no clock');

-- behaviour: several tables
create function pg_temp.several()
    returns text
    language sql
as $body$select 'its source reads more than one table, and a watermark tells of one'$body$;
select is(pg_temp.obstacle('select v.* from far.visit as v join far.doctor as d on d.id = v.doctor_id'), pg_temp.several(), 'a join');
select is(pg_temp.obstacle('select v.* from far.visit as v where exists (select from far.doctor as d where d.id = v.doctor_id)'),
    pg_temp.several(), 'a condition on another table');
select is(pg_temp.obstacle('select v.*, (select d.name from far.doctor as d where d.id = v.doctor_id) from far.visit as v'),
    pg_temp.several(), 'a value of another table');
select is(pg_temp.obstacle('select v.* from far.visit as v join far.visit as o on o.id = v.id - 1'), pg_temp.several(), 'a table twice');

-- behaviour: rows that depend on others
create function pg_temp.folded()
    returns text
    language sql
as $body$select 'its source makes one row of several, or leaves out some by others'$body$;
select is(pg_temp.obstacle('select v.doctor_id as id, max(v.changed_at) as changed_at from far.visit as v group by v.doctor_id'),
    pg_temp.folded(), 'groups');
select is(pg_temp.obstacle('select max(v.changed_at) as changed_at from far.visit as v'), pg_temp.folded(), 'aggregates');
select is(pg_temp.obstacle('select v.changed_at, row_number() over (order by v.id) from far.visit as v'), pg_temp.folded(), 'window functions');
select is(pg_temp.obstacle('select distinct on (v.doctor_id) v.* from far.visit as v order by v.doctor_id, v.id'), pg_temp.folded(), 'distinct');
select is(pg_temp.obstacle('select v.* from far.visit as v order by v.id limit 5'), pg_temp.folded(), 'limits');
select is(pg_temp.obstacle('select v.id, v.changed_at from far.visit as v union all select 0, null where false'), pg_temp.folded(), 'unions');

-- behaviour: time and place
select is(pg_temp.obstacle('select v.* from far.visit as v where v.changed_at <= now()'),
    'its source calls a function whose result changes with time', 'a row that comes to be by the clock');
select is(pg_temp.obstacle('select v.* from far.visit as v where v.changed_at < current_timestamp'),
    'its source calls a function whose result changes with time', 'by its other name');
select is(pg_temp.obstacle('select v.id, now() as changed_at from far.a_view as v'),
    'its source is a view there, whose rows change with others', 'a view at the source');
select is(pg_temp.obstacle('select * from near.local_visits') || '; ' || pg_temp.obstacle('select * from near.of_a_view'),
    'its source is no linked table; its source is no linked table', 'tables and views that stand here');

select * from finish();
rollback;
