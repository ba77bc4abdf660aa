-- What a run could not delete, or did not find, is as it was after its undo.
begin;
select plan(6);

create function pg_temp.undo(run bigint)
    returns bigint
    language plpgsql
as $body$
declare
    v_undo bigint := lockstep.start_undo(run);
begin
    perform near.finish(v_undo);
    return v_undo;
end;
$body$;

-- given: a doctor whom another refers to, and the application as well
insert into far.office values (1, 'one', null), (2, 'two', null);
insert into far.doctor (id, name, office_id, mentor_id) values (1, 'first', 1, null), (2, 'second', 1, 1);
select near.define_offices(on_delete => 'keep');
select near.define_doctors();
select near.go();
create table near.letters (doctor uuid references near.doctors);
insert into near.letters select l.target_key from lockstep_ledger.doctors as l where l.source_key = 2;
create temp table doctors as select * from near.doctors;
create temp table ledger as select * from lockstep_ledger.doctors;

-- behaviour: references of a row are emptied before it is deleted, and then it cannot be deleted
delete from far.doctor where id = 2;
select near.go(options => '{"allow_deletes": true}');
select results_eq(
    $$select source_key ->> 0, operation, sqlstate from lockstep.rejects where closed_at is null$$,
    $$values ('2', 'delete', '23503')$$, 'given: it is refused'
);
select pg_temp.undo(near.last_run());
select is_empty(
    'select from lockstep_state.difference as d where d.run = near.last_run()',
    'nobody changed it but lockstep'
);
select set_eq('select * from near.doctors', 'select * from pg_temp.doctors', 'its reference is back');
select set_eq(
    'select source_key, target_key, run, target_hash, settled_at from lockstep_ledger.doctors',
    'select source_key, target_key, run, target_hash, settled_at from pg_temp.ledger', 'and its entry in the ledger'
);

-- behaviour: a row that is gone on both sides, and would be kept
insert into far.doctor (id, name, office_id, mentor_id) values (2, 'second', 1, 1);
delete from near.offices as o using lockstep_ledger.offices as l where l.target_key = o.id and l.source_key = 2;
delete from far.office where id = 2;
select near.go(options => '{"allow_deletes": true}');
select pg_temp.undo(near.last_run());
select is_empty(
    'select from lockstep_state.difference as d where d.run = near.last_run()',
    'a row that was not there is not there'
);
select is(
    (select l.settled_at from lockstep_ledger.offices as l where l.source_key = 2), null, 'it is unsettled again'
);

select * from finish();
rollback;
