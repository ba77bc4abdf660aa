-- Nobody drops what he could not put back.
begin;
select plan(9);

-- given: a role that owns its table, and refers to tables of others
create role near_loader nologin;
grant near_loader to current_user;
grant lockstep_runner, lockstep_admin to near_loader;
grant usage, create on schema near to near_loader;
grant usage on schema far to near_loader;
grant select on all tables in schema far to near_loader;
select near.define_offices();
select near.define_doctors();
create table near.grades (name text primary key);
grant select, references on near.offices, near.grades to near_loader;
alter table near.doctors add foreign key (name) references near.grades;
alter table near.doctors owner to near_loader;
create index on near.doctors (fee);
create function pg_temp.start()
    returns bigint
    language sql
    set role = near_loader
as $body$
    select lockstep.start_run('sync', null, false, '{"fast_first_load": true}');
$body$;
create function pg_temp.refusal()
    returns text
    language plpgsql
as $body$
declare
    v_detail text;
    v_hint   text;
begin
    perform pg_temp.start();
    return 'none';
exception
    when sqlstate 'LSJ11' then
        get stacked diagnostics v_detail = pg_exception_detail, v_hint = pg_exception_hint;
        return concat_ws(' ', v_detail, v_hint);
end;
$body$;

-- behaviour
select is(pg_temp.refusal(), 'none', 'who has the rights may');
select lockstep.cancel_run(near.last_run());
select is_empty('select from lockstep.set_aside', 'and nothing is set aside before the first step');

-- refusals
revoke references on near.grades from near_loader;
select is(
    pg_temp.refusal(),
    'Because a foreign key needs references and select on near.grades. grant references, select on near.grades to near_loader; '
    'or sync without --fast-first-load.',
    'refuses who could not add the key again'
);
grant references (name) on near.grades to near_loader;
select is(pg_temp.refusal(), 'none', 'a right to the column will do');
select lockstep.cancel_run(near.last_run());
alter table near.grades enable row level security;
select is(
    pg_temp.refusal(),
    'Because row level security hides rows of near.grades from the check. let the owner of that table sync; or sync without --fast-first-load.',
    'refuses who does not see all rows'
);
alter table near.grades disable row level security;
revoke create on schema near from near_loader;
select is(
    pg_temp.refusal(),
    'Because an index needs create on schema near. grant create on schema near to near_loader; or sync without --fast-first-load.',
    'refuses who could not create the index again'
);
grant create on schema near to near_loader;
select is((select count(*) from lockstep.runs as r where r.status <> 'cancelled'), 0::bigint, 'a refusal leaves no run behind');
alter table near.doctors owner to current_user;
grant all on near.doctors to near_loader;
select is(
    pg_temp.refusal(),
    format('Because it belongs to %1$I. grant %1$I to near_loader; or sync without --fast-first-load.', current_user),
    'refuses who does not own the table'
);
select throws_ok(
    'select pg_temp.start()', 'LSJ11', 'role near_loader may not set aside indexes and foreign keys of near.doctors', 'and names it'
);

select * from finish();
rollback;
