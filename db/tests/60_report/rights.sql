-- Who may read what: views for viewers, row content for runners and admins.
begin;
select plan(15);

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
create function pg_temp.rows_for(role text, relation text)
    returns text
    language plpgsql
as $body$
declare
    v_rows text;
begin
    execute format('set local role %I', role);
    execute format('select count(*) from %s', relation) into v_rows;
    reset role;
    return v_rows;
exception
    when insufficient_privilege then
        return 'denied';
end;
$body$;
select is(pg_temp.rows_for('lockstep_viewer', 'lockstep.runs'), '2', 'it sees runs');
select is(pg_temp.rows_for('lockstep_viewer', 'lockstep.rejects'), '1', 'and that a row was rejected');
select is(pg_temp.rows_for('lockstep_viewer', 'lockstep_state.overwritten'), 'denied', 'but no before-image');
select is(pg_temp.rows_for('lockstep_viewer', 'lockstep_state.reject'), 'denied', 'nor the rejects as they are stored');
select is(pg_temp.rows_for('lockstep_viewer', 'lockstep_ledger.offices'), 'denied', 'nor a ledger');
select is(pg_temp.rows_for('lockstep_viewer', 'lockstep_state.setting'), 'denied', 'nor the salt');
select is(pg_temp.rows_for('lockstep_runner', 'lockstep_state.overwritten'), '1', 'which runners do');
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
