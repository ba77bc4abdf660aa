begin;
select plan(8);

-- behaviour
select results_eq(
    $$select l.obstacle, l.look ->> 'server' from lockstep_private.source_look('far') as l$$,
    $$select null, format('dbname=%s host=%s port=%s', s.database, s.host, s.port) from near.source as s$$,
    'says where the source is'
);
select cmp_ok(
    (select (l.look ->> 'at')::timestamptz from lockstep_private.source_look('far') as l), '>', now() - interval '1 min', 'its time'
);
insert into far.office values (1, 'one', null);
select isnt_empty(
    $$select from lockstep_private.source_look('far') as l cross join jsonb_array_elements(l.look -> 'transactions') as t
    where t ->> 'is_prepared' = 'false' and t -> 'keys' ->> 0 ~ '^v \d+/\d+$'$$,
    'and who is at work there'
);

-- behaviour: a source that tells nothing
create or replace view lockstep_link_far.source_now as select now() as at, true as is_replica;
select results_eq(
    $$select l.look, l.obstacle from lockstep_private.source_look('far') as l$$,
    $$values (null::jsonb, 'the source is a standby or a subscriber: its rows are written elsewhere')$$, 'nothing of a replica'
);
drop view lockstep_link_far.open_transactions;
select results_eq(
    $$select l.look, l.obstacle from lockstep_private.source_look('far') as l$$,
    $$values (null::jsonb, 'an older lockstep made the link: lockstep link import far')$$, 'nor of a link that cannot look'
);

-- behaviour: nor does that stop anybody
create or replace function pg_temp.as_runner()
    returns text
    language plpgsql
as $body$
declare
    v_obstacle text;
begin
    set local role lockstep_runner;
    select l.obstacle into v_obstacle from lockstep_private.source_look('far') as l;
    reset role;
    return v_obstacle;
end;
$body$;
revoke usage on schema lockstep_link_far from lockstep_runner;
select matches(pg_temp.as_runner(), 'lockstep link import far$', 'not even who has no right to look');
comment on schema lockstep_link_far is 'lockstep: catalogs of the source, of old';
select count(*) as imported from lockstep.import_link('far') \gset
select results_eq(
    $$select l.look is not null, l.obstacle from lockstep_private.source_look('far') as l$$,
    $$values (true, null::text)$$, 'until it is imported again'
);
select is(pg_temp.as_runner(), null, 'by whom it may be who runs the sync');

select * from finish();
rollback;
