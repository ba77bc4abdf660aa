-- Findings that people accept.
begin;
select plan(5);

-- behaviour
select lockstep.mute_finding('rows:offices:extra', 'old rows');
select lockstep.mute_finding('rows:offices:extra', 'old rows of 1999');
select results_eq(
    'select m.key, m.reason from lockstep.muted_findings as m',
    $$values ('rows:offices:extra', 'old rows of 1999')$$,
    'the last reason stands'
);
select is(lockstep.unmute_finding('rows:offices:extra'), true, 'it can be taken back');
select is(lockstep.unmute_finding('rows:offices:extra'), false, 'once');

-- refusals
select throws_ok($$select lockstep.mute_finding('x', ' ')$$, 'LSV05', null, 'without a reason it is refused');
select throws_ok($$select lockstep.mute_finding(null, 'x')$$, 'LSV05', null, 'without a key, too');

select * from finish();
rollback;
