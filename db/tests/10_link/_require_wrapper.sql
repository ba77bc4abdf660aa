begin;
select plan(4);

-- given: a role that nobody gave the wrapper
create role near_guest;
grant near_guest to current_user;
grant usage on schema lockstep_private to near_guest;
grant execute on function lockstep_private.require_wrapper to near_guest;

create function pg_temp.refusal(wrapper text, role name default current_user)
    returns text
    language plpgsql
as $body$
declare
    v_hint text;
begin
    execute format('set local role %I', role);
    perform lockstep_private.require_wrapper(wrapper);
    return null;
exception
    when sqlstate 'LSL05' then
        get stacked diagnostics v_hint = pg_exception_hint;
        return sqlerrm || ' | ' || v_hint;
end;
$body$;

-- behaviour
select lives_ok('select lockstep_private.require_wrapper()', 'is content where all is there');

-- refusals
select throws_ok($$select lockstep_private.require_wrapper('file_fdw')$$, 'LSL05',
    format('role %L cannot use extension ''file_fdw''', current_user),
    'refuses an extension that this role may not create');
select is(
    pg_temp.refusal('file_fdw'),
    format('role %1$L cannot use extension ''file_fdw'' | A superuser can run here: create extension '
        'file_fdw with schema extensions; grant usage on foreign data wrapper file_fdw to %1$I;',
        current_user),
    'and says what to run'
);
select is(
    pg_temp.refusal('postgres_fdw', 'near_guest'),
    'role ''near_guest'' cannot use extension ''postgres_fdw'' | A superuser can run here: '
        'grant usage on foreign data wrapper postgres_fdw to near_guest;',
    'the same for a wrapper that is there and not for this role'
);

select * from finish();
rollback;
