begin;
select plan(9);

-- given: what a healthy installation has to say
create function pg_temp.found(kind text)
    returns setof text
    language sql
as $body$
    select concat_ws(' ', d.level, d.entity, d.key) from lockstep.doctor() as d where d."check" = kind order by d.key;
$body$;

-- behaviour
select is_empty($$select * from lockstep.doctor() where level = 'error' and key !~ 'link|server|source'$$, 'an installation as deployed has no errors');
select near.define_doctors();
select results_eq($$select pg_temp.found('entity_incomplete')$$, $$values ('error doctors entity_incomplete:doctors:offices')$$,
    'a mapping that is not complete');
select near.define_offices();
select is_empty($$select pg_temp.found('entity_incomplete')$$, 'until it is');
insert into far.office values (1, null, null);
select near.go();
select results_eq($$select pg_temp.found('rejects')$$, $$values ('warning offices rejects:offices')$$, 'rows that are rejected');
update lockstep_state.entity set defined_at = now() - interval '1 day';
select lockstep.start_run('sync') as run \gset
select lockstep.fail_run(:run, 'LSC01', 'why');
select results_eq($$select pg_temp.found('run_failed')$$, format('values (''warning run_failed:%s'')', :run), 'a sync that failed');
update lockstep_state.run set status = 'running', heartbeat_at = now() - interval '1 hour' where id = :run;
select results_eq($$select pg_temp.found('run_stale')$$, format('values (''warning run_stale:%s'')', :run), 'one that died');
create table lockstep_ledger.orphan (source_key integer);
select results_eq($$select pg_temp.found('ledger_owner')$$, $$values ('info ledger_owner:orphan')$$, 'a ledger without an entity');
grant usage on schema lockstep_state to anon;
select results_eq($$select pg_temp.found('exposed_schema')$$, $$values ('error exposed_schema:lockstep_state:anon')$$, 'a schema that the API can reach');
insert into lockstep_state.muted_finding (key, reason) values ('ledger_owner:orphan', 'mine');
select is_empty($$select pg_temp.found('ledger_owner')$$, 'a finding that was muted is silent');

select * from finish();
rollback;
