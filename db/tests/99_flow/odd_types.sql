-- Types that only the source has, or that cannot be hashed, are read as text.
begin;

-- given: an entity for each column of such a type
create table near.odd (id integer primary key, value text);
create function pg_temp.synced(name text)
    returns text
    language plpgsql
as $body$
begin
    perform lockstep.define_entity('odd_types', 'far.types', '{id}', 'near.odd',
        jsonb_build_object('value', format('s.%I', name)));
    perform near.go();
    return near.account();
exception
    when others then
        return sqlerrm;
end;
$body$;
create temp table odd_column as
select c.name, c.remote_type
from lockstep_state.linked_column as c
where c.remote_schema = 'odd' and c.remote_table = 'types' and c.is_as_text;

select plan(2 + (select count(*)::integer from odd_column));

-- behaviour
select cmp_ok((select count(*) from odd_column), '>=', 14::bigint, 'many types are read as text');
select is(
    pg_temp.synced(o.name), 'odd_types: 1 = 1 synced + 0 rejected + 0 excluded', format('%s can be synced', o.remote_type)
)
from odd_column as o;
select near.go('compare');
select is(near.found(), 'odd_types: unchanged 1', 'and compared');

select * from finish();
rollback;
