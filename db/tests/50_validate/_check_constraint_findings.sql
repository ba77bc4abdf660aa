-- Check constraints that the database does not vouch for.
begin;
select plan(4);

-- given
insert into far.office select g, 'office ' || g, case when g > 2 then 'town' end
from generate_series(1, 4) as g;
select near.define_offices();
select near.go();

-- behaviour
alter table near.offices add constraint named check (name <> '');
select is_empty($$select * from near.findings('offices', 'check_constraint')$$, 'a valid one is trusted');
alter table near.offices add constraint "In Town" check (town = 'city') not valid;
select results_eq(
    $$select * from near.findings('offices', 'check_constraint')$$,
    $$values ('error', 'check_constraint:offices:In Town', 2::bigint, '[["3"], ["4"]]'::jsonb)$$,
    'one that is not valid is held against all rows; unknown is not false'
);
alter table near.offices drop constraint "In Town";
alter table near.offices add constraint "In Town" check (town = 'town') not valid;
select results_eq(
    $$select * from near.findings('offices', 'check_constraint')$$,
    $$values ('info', 'check_constraint:offices:In Town', 0::bigint, '[]'::jsonb)$$,
    'if no row breaks it, it wants to be validated'
);
select is(
    (
        select f.remedy
        from lockstep_private.check_constraint_findings(lockstep_private.entity_shape('offices')) as f
    ),
    'alter table near.offices validate constraint "In Town";',
    'the remedy is the statement'
);

select * from finish();
rollback;
