begin;
select plan(4);

-- given: a deployment that was recorded
select lockstep.record_deployment('1.2.3', 'abc');

-- behaviour
select is_empty('select * from lockstep.changed_functions()', 'is empty right after a deployment');

create or replace function lockstep_private.quoted_names(names text[], prefix text default '')
    returns text[]
    language sql
    immutable
as 'select names';
select results_eq(
    'select change, signature from lockstep.changed_functions()',
    $$values ('changed', 'lockstep_private.quoted_names(text[],text)')$$,
    'shows a function that was replaced by hand'
);

create function lockstep.by_hand()
    returns integer
    language sql
as 'select 1';
drop function lockstep.free_connections();
create or replace view lockstep.deployments as
select d.id, d.version, d.files_hash, d.deployed_at, d.deployed_by
from lockstep_state.deployment as d
where d.id > 0;
select results_eq(
    'select change from lockstep.changed_functions() order by 1',
    $$values ('added'), ('changed'), ('changed'), ('missing')$$,
    'those that were added or dropped, and views'
);
select results_eq(
    $$select signature from lockstep.changed_functions() where change = 'missing'$$,
    $$values ('lockstep.free_connections()')$$,
    'and says which'
);

select * from finish();
rollback;
