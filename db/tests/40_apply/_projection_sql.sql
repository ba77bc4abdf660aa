begin;
select plan(4);

-- given
insert into far.office values (1, 'one', 'a');
select near.define_offices();

-- behaviour
select matches(
    lockstep_private.projection_sql(lockstep_private.entity_shape('offices')), 'from pg_temp\.lockstep_batch s\s*$|FROM pg_temp\.lockstep_batch s\s*$',
    'reads the pulled rows in place of the source'
);
select unalike(
    lockstep_private.projection_sql(lockstep_private.entity_shape('offices')), '%offices_source%', 'and the source no more'
);

-- refusals: somebody changed the generated view
create or replace view lockstep_mapping.offices_projection as
select s.name, s.town, null::jsonb as lockstep_unresolved
from lockstep_mapping.offices_source as s
cross join (select 1 from lockstep_mapping.offices_source s offset 0) as x;
select throws_ok('select near.go()', 'LSA01', 'projection of entity ''offices'' does not read its source once',
    'refuses a projection that is not as lockstep made it');
select is_empty('select from near.offices', 'and writes nothing');

select * from finish();
rollback;
