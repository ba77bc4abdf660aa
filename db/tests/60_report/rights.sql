-- Who may read what: views for viewers, row content for runners and admins.
begin;
select plan(14);

-- given: a reject, a before-image, a difference
insert into far.office values (1, 'one', 'a'), (2, null, 'b');
select near.define_offices();
select near.go();
update far.office set town = 'moved' where id = 1;
select near.go();
create function pg_temp.may_select(role text)
    returns setof text
    language sql
as $body$
    select c.oid::regclass::text
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where n.nspname like 'lockstep%' and c.relkind in ('r', 'v', 'p', 'S')
        and has_schema_privilege(role, n.oid, 'usage')
        and (
            (c.relkind = 'S' and has_sequence_privilege(role, c.oid, 'usage,select'))
            or (c.relkind <> 'S' and has_any_column_privilege(role, c.oid, 'select,insert,update'))
        );
$body$;
create function pg_temp.may_execute(role text)
    returns setof text
    language sql
as $body$
    select p.oid::regprocedure::text
    from pg_proc as p
    join pg_namespace as n on n.oid = p.pronamespace
    where n.nspname like 'lockstep%' and has_schema_privilege(role, n.oid, 'usage') and has_function_privilege(role, p.oid, 'execute');
$body$;

-- behaviour: viewers
select results_eq(
    $$select v from pg_temp.may_select('lockstep_viewer') as v order by v$$,
    $$
    select c.oid::regclass::text as v from pg_class as c where c.relnamespace = 'lockstep'::regnamespace and c.relkind = 'v'
    order by v
    $$,
    'a viewer reads the views, and nothing else'
);
select is_empty($$select pg_temp.may_execute('lockstep_viewer')$$, 'and calls nothing');
set local role lockstep_viewer;
select isnt_empty('select id, status, error from lockstep.runs', 'it sees runs');
select isnt_empty('select * from lockstep.rejects', 'and that rows were rejected');
select throws_ok('select * from lockstep_state.overwritten', '42501', null, 'but no before-image');
select throws_ok('select * from lockstep_state.reject', '42501', null, 'nor the rejects as they are stored');
select throws_ok('select * from lockstep_ledger.offices', '42501', null, 'nor a ledger');
select throws_ok('select * from lockstep_state.setting', '42501', null, 'nor the salt');
reset role;
select is_empty(
    $$
    select attname from pg_attribute
    where attrelid = 'lockstep.rejects'::regclass and attname in ('unresolved', 'before') and attnum > 0
    $$,
    'the view of rejects does not show the content of rows'
);

-- behaviour: everybody else
select is_empty(
    format('select pg_temp.may_select(%L) union all select pg_temp.may_execute(%L)', r.name, r.name), format('%s may nothing', r.name)
)
from unnest('{anon,authenticated,public}'::text[]) as r (name);
select is_empty($$select pg_temp.may_select('service_role')$$, 'nor may service_role');

-- behaviour: runners
select is_empty(
    $$
    select c.oid::regclass from pg_class as c
    where c.relnamespace in ('lockstep_state'::regnamespace, 'lockstep_ledger'::regnamespace) and c.relkind = 'r'
        and c.relname <> 'migration'
        and not has_table_privilege('lockstep_runner', c.oid, 'select')
    $$,
    'a runner reads state and ledgers'
);

select * from finish();
rollback;
