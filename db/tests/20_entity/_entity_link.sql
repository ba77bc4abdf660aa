begin;
select plan(5);

-- given
select near.define_visits();
create table near.local_visits (id bigint primary key, note text, changed_at timestamptz);
create view near.of_a_view as select v.* from far.visit as v;
create foreign table near.alien (id bigint) server lockstep_far options (schema_name 'public', table_name 'visit');

-- behaviour
select is(lockstep_private.entity_link('lockstep_mapping.visits_source'), 'far', 'the link of an entity is that of its tables');
select is(lockstep_private.entity_link('near.of_a_view'), 'far', 'also behind views');
select is(lockstep_private.entity_link('lockstep.runs'), null, 'tables that stand here have none');
create view near.mixed as select v.* from far.visit as v join near.local_visits as l on l.id = v.id;
select is(lockstep_private.entity_link('near.mixed'), null, 'nor have those that are joined with them');
select is(lockstep_private.entity_link('near.not_there'), null, 'nor what is not there');

select * from finish();
rollback;
