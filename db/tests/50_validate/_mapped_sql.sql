-- The mapping over chosen rows.
begin;
select plan(2);

-- given
insert into far.office values (1, 'one', 'town');
select near.define_offices();

-- behaviour
select is_empty(
    $$select * from near.findings('offices', 'total') where rows > 0$$, 'the generated view is read'
);

-- refusals
create or replace view lockstep_mapping.offices_projection as
select name, town, null::jsonb as lockstep_unresolved from far.office;
select throws_ok(
    $$select lockstep_private.mapped_sql(lockstep_private.entity_shape('offices'), 'true')$$,
    'LSV01', null, 'one that was changed by hand is refused'
);

select * from finish();
rollback;
