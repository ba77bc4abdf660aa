-- The checks of a validation as lines of TAP.
begin;
select plan(9);

-- given
insert into far.office select g, 'office ' || g, 'town' from generate_series(1, 3) as g;
insert into far.doctor values (1, 1, null, 'doctor', 1);
select near.define_offices();
select near.define_doctors();
select near.go();

-- behaviour
select is((select v from lockstep.verify('offices') as v limit 1), '1..11', 'a plan comes first');
select is_empty($$select v from lockstep.verify('offices') as v where v !~ '^(1\.\.11$|ok \d+ - offices: |# )'$$, 'all is well');
select is(
    (select count(*) from lockstep.verify() as v where v ~ '^ok '), 22::bigint, 'of all entities, one plan'
);
update near.offices set town = 'elsewhere', name = 'secret' where name = 'office 2';
select results_eq(
    $$select v from lockstep.verify('offices') as v where v ~ '^not ok'$$,
    $$values ('not ok 2 - offices: target rows are what the mapping makes of the source'),
        ('not ok 3 - offices: enough of all rows at the source stand correct on the target'),
        ('not ok 4 - offices: columns add up to the same on both sides')$$,
    'what is wrong is not ok'
);
select is_empty($$select v from lockstep.verify('offices') as v where v ~ 'secret|elsewhere'$$, 'and shows no value');
select is_empty($$select v from lockstep.verify('offices') as v where v ~ E'\n'$$, 'each line is a row');
select lockstep.mute_finding(f.key, 'known')
from near.findings('offices', 'total') as f;
select is_empty($$select v from lockstep.verify('offices') as v where v ~ '^not ok 4'$$, 'what is muted does not count');
select is_empty('select from lockstep_state.finding', 'nothing is kept');

-- refusals
select throws_ok($$select lockstep.verify('nobody')$$, 'LSE01', null, 'an unknown entity is refused');

select * from finish();
rollback;
