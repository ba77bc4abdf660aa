begin;
select plan(7);

-- given: an entity, and what the import noted of its columns
select near.define_doctors();
select near.define_offices();
select near.define_visits();
create function pg_temp.unlike(entity text, table_name text, name text, remote_type text)
    returns text
    language plpgsql
as $body$
declare
    v_unlike text;
begin
    update lockstep_state.linked_column as c
    set remote_type = unlike.remote_type
    where c.link = 'far' and c.remote_table = table_name and c.name = unlike.name;
    v_unlike := lockstep_private.unlike_columns(lockstep_private.entity_shape(entity), 'far');
    raise sqlstate 'NP001' using message = coalesce(v_unlike, 'none');
exception
    when sqlstate 'NP001' then
        return sqlerrm;
end;
$body$;

-- behaviour
select is(lockstep_private.unlike_columns(lockstep_private.entity_shape('doctors'), 'far'), null, 'all is as it was linked');
select is(pg_temp.unlike('doctors', 'doctor', 'fee', 'numeric(9,1)'), 'public.doctor.fee', 'another scale is another type');
select is(pg_temp.unlike('doctors', 'doctor', 'name', 'character varying(9)'), 'public.doctor.name', 'so is another length');
select is(
    pg_temp.unlike('visits', 'visit', 'changed_at', 'timestamp without time zone'), 'public.visit.changed_at', 'and a time without its zone'
);
select is(pg_temp.unlike('offices', 'office', 'id', 'smallint'), 'public.office.id', 'and a larger integer');
select is(pg_temp.unlike('doctors', 'office', 'name', 'integer'), 'none', 'what the entity does not read does not matter');
update lockstep_state.linked_column as c set name = 'gone' where c.link = 'far' and c.remote_table = 'office' and c.name = 'town';
update lockstep_state.entity_column as c set name = 'gone' where c.entity = 'offices' and c.side = 'source' and c.name = 'town';
select is(
    lockstep_private.unlike_columns(lockstep_private.entity_shape('offices'), 'far'), 'public.office.gone', 'a column that is not there is told'
);

select finish();
rollback;
