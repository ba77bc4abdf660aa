-- Rows that could be completed by now, but are not at the source any more.
begin;
select plan(6);

-- given: a doctor whose mentor is not there, and one whose office is not
insert into far.office values (1, 'one', null);
insert into far.doctor (id, office_id, mentor_id, name) values (1, 1, 9, 'late'), (2, 7, null, 'refused'), (3, 1, null, 'fine');
select near.define_offices();
select near.define_doctors();
select near.go();
select is(near.account(entity => 'doctors'), 'doctors: 3 = 1 synced + 2 rejected + 0 excluded', 'two are not complete');

-- behaviour: what they miss comes, and they go
insert into far.office values (7, 'seven', null);
insert into far.doctor (id, office_id, name) values (9, 1, 'mentor');
delete from far.doctor where id in (1, 2);
select near.go(options => '{"allow_deletes": true}');
select is(near.account(entity => 'doctors'), 'doctors: 2 = 2 synced + 0 rejected + 0 excluded', 'the run ends, and its books add up');
select is_empty($$select from lockstep.rejects as r where r.closed_at is null$$, 'no reject is left');
select results_eq('select d.name from near.doctors as d order by 1', $$values ('fine'), ('mentor')$$, 'nor a row');

-- behaviour: they go between two looks of one run
insert into far.doctor (id, office_id, mentor_id, name) values (1, 1, 10, 'late'), (2, 8, null, 'refused');
select lockstep.start_run('sync', options => '{"allow_deletes": true}') as run \gset
do $do$
begin
    while exists (
        select from lockstep_state.segment as s
        where s.run = near.last_run() and not s.is_done and s.kind in ('plan', 'range')
    ) loop
        perform lockstep.step(near.last_run());
    end loop;
end;
$do$;
insert into lockstep_ledger.offices
select (jsonb_populate_record(o, jsonb_build_object('source_key', 8, 'target_key', gen_random_uuid()))).*
from lockstep_ledger.offices as o where o.source_key = 7;
delete from far.doctor where id = 2;
select is(near.finish(:run), 'completed', 'a refused row that vanishes does not keep a run from its end');
select is(
    near.account(:run, 'doctors'), 'doctors: 3 = 2 synced + 1 rejected + 0 excluded', 'and is not counted any more'
);

select * from finish();
rollback;
