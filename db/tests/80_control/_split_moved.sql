-- What a look at moved rows leaves to do.
begin;
select plan(3);

-- given: three rows in lockstep_diff, one reject among them and one beside
select near.define_visits();
insert into far.visit select i, 1, 'visit', timestamptz '2024-01-01 00:00+00' + i * interval '1 day' from generate_series(1, 5) as i;
select lockstep.start_run('sync', options => '{"batch_rows": 2}') as run \gset
select s.id as segment from lockstep_state.segment as s where s.run = :run and s.kind = 'plan' \gset
insert into lockstep_state.reject (entity, source_key, operation, reason, sqlstate, message, first_run, last_run, last_at, closed_at)
values ('visits', '["3"]', 'write', 'constraint', '23514', 'x', :run, :run, now(), null), ('visits', '["9"]', 'write', 'constraint', '23514', 'x', :run, :run, now(), null),
    ('visits', '["10"]', 'delete', 'constraint', '23514', 'x', :run, :run, now(), null), ('visits', '["11"]', 'write', 'constraint', '23514', 'x', :run, :run, now(), now());
create function pg_temp.split(segment bigint, condition text, is_empty boolean)
    returns table (keys text)
    language plpgsql
as $body$
declare
    r_shape lockstep_private.shape := lockstep_private.entity_shape('visits');
begin
    r_shape.batch_rows := 2;
    delete from lockstep_state.segment as s where s.kind = 'keys';
    perform lockstep_private.split_moved(r_shape, row('since', condition, 'true', true, null)::lockstep_private.scope, s.*, is_empty)
    from lockstep_state.segment as s where s.id = segment;
    return query select jsonb_array_length(s.keys)::text from lockstep_state.segment as s where s.kind = 'keys' order by s.id;
    return query select string_agg(k ->> 0, ',' order by (k ->> 0)::integer)
    from lockstep_state.segment as s cross join jsonb_array_elements(s.keys) as k where s.kind = 'keys';
end;
$body$;
select lockstep_private.create_diff(lockstep_private.entity_shape('visits'));
insert into pg_temp.lockstep_diff (source_key, state) values (1, 'update'), (2, 'insert'), (3, 'insert');

-- behaviour
select results_eq(format('select pg_temp.split(%s, %L, false)', :segment, 'false'), $$values ('2'), ('2'), ('1,2,3,9')$$,
    'rows that differ and rows that were refused, each once, in pieces');
select results_eq(format('select pg_temp.split(%s, %L, true)', :segment, 's.id >= 4'), $$values ('2'), ('2'), ('3,4,5,9')$$,
    'of an entity that has no rows yet, all that moved');
delete from pg_temp.lockstep_diff;
update lockstep_state.reject set closed_at = now();
select results_eq(format('select pg_temp.split(%s, %L, false)', :segment, 'false'), 'values (null::text)', 'or nothing');

select * from finish();
rollback;
