-- A trigger that drops a row without a word does not make lockstep drop it, too.
begin;
select plan(6);

-- given: a table whose trigger skips one row
create table near.quiet (id integer primary key, name text);
create function near.skip()
    returns trigger
    language plpgsql
as $body$
begin
    return case when new.name = 'unwanted' then null else new end;
end;
$body$;
create trigger skip before insert or update on near.quiet
    for each row execute function near.skip();
select lockstep.define_entity('quiet', 'far.person', '{id}', 'near.quiet', '{"name": "s.name"}');
insert into far.person (id, name) values (1, 'one'), (2, 'unwanted'), (3, 'three');

-- behaviour
select near.go();
select is(near.account(), 'quiet: 3 = 2 synced + 1 rejected + 0 excluded', 'the row is accounted for');
select results_eq(
    'select r.source_key, r.reason, r.sqlstate from lockstep.rejects as r where r.closed_at is null',
    $$values ('["2"]'::jsonb, 'trigger', '02000')$$,
    'it is a reject that speaks of the trigger'
);
select results_eq('select id from near.quiet order by id', 'values (1), (3)', 'others are written');

-- behaviour: an update that is skipped, and one that heals
update far.person set name = 'unwanted' where id = 3;
update far.person set name = 'wanted' where id = 2;
select near.go();
select is(near.account(), 'quiet: 3 = 2 synced + 1 rejected + 0 excluded', 'an update counts the same');
select results_eq(
    'select r.source_key, r.closed_at is null from lockstep.rejects as r order by r.source_key',
    $$values ('["2"]'::jsonb, false), ('["3"]', true)$$,
    'what is written is closed, what is skipped is open'
);
select results_eq(
    'select id, name from near.quiet order by id', $$values (1, 'one'), (2, 'wanted'), (3, 'three')$$,
    'the target has what the trigger let pass'
);

select * from finish();
rollback;
