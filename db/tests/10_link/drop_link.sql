begin;
select plan(10);

-- given: an imported link of our own
select lockstep.create_link('own', s.host, s.port, s.database, s.username, s.password,
    schemas => '{public,odd}', local_schema => 'own')
from near.source as s;
select count(*) from lockstep.import_link('own');

create function pg_temp.remains()
    returns setof text
    language sql
as $body$
    select s.srvname::text from pg_foreign_server as s where s.srvname = 'lockstep_own'
    union all
    select n.nspname from pg_namespace as n where n.nspname in ('own', 'lockstep_link_own')
    union all
    select m.srvname from pg_user_mappings as m where m.srvname = 'lockstep_own'
    union all
    select l.name from lockstep_state.link as l where l.name = 'own'
    union all
    select t.local_table from lockstep_state.linked_table as t where t.link = 'own'
    union all
    select c.name from lockstep_state.linked_column as c where c.link = 'own';
$body$;

-- refusals
create view lockstep_mapping.things_source as select n.id from own.numbers as n;
create view lockstep_mapping.things_projection as select s.id from lockstep_mapping.things_source as s;
select throws_ok($$select lockstep.drop_link('own')$$, 'LSL16', 'link ''own'' is in use',
    'refuses while an entity uses its tables');
create view public.a_report as select t.id from own.types as t;
create function pg_temp.detail_of_drop()
    returns text
    language plpgsql
as $body$
declare
    v_detail text;
begin
    perform lockstep.drop_link('own');
    return null;
exception
    when sqlstate 'LSL16' then
        get stacked diagnostics v_detail = pg_exception_detail;
        return v_detail;
end;
$body$;
select is(pg_temp.detail_of_drop(), 'Its tables are used by entity things, view public.a_report.',
    'says what uses them');
drop view lockstep_mapping.things_projection, lockstep_mapping.things_source, public.a_report;
select throws_ok($$select lockstep.drop_link('nope')$$, 'LSL01', 'link ''nope'' does not exist',
    'refuses an unknown link');

-- behaviour
create table own.mine (id integer);
select lives_ok($$select lockstep.drop_link('own')$$, 'drops the link');
select results_eq('select pg_temp.remains()', $$values ('own')$$, 'a schema with other tables stays');
select has_table('own'::name, 'mine'::name, 'and so do they');
drop table own.mine;

select lockstep.create_link('own', s.host, s.port, s.database, s.username, s.password,
    local_schema => 'own')
from near.source as s;
select lives_ok($$select lockstep.import_link('own')$$, 'the same link can be made again');
select lives_ok($$select lockstep.drop_link('own')$$, 'and dropped again');
select is_empty('select pg_temp.remains()', 'nothing of it is left');
select isnt_empty('select n.id from far.numbers as n', 'other links stay');

select * from finish();
rollback;
