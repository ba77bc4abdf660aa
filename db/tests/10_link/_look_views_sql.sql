-- Who counts as open at the source. What needs sessions of its own is in test/watermark.test.ts.
begin;
select plan(7);

-- given: a link of our own, which reads
select lockstep.create_link('own', s.host, s.port, s.database, s.username, s.password, local_schema => 'own') from near.source as s;
create function pg_temp.session()
    returns text
    language sql
as $body$
    select 'v ' || min(l.virtualxid)
    from lockstep_link_own.pg_locks as l
    where l.locktype = 'virtualxid'
        and l.pid = (
            select max(a.pid) from lockstep_link_own.pg_stat_activity as a
            where a.application_name = (select s.setting from lockstep_link_own.pg_settings as s where s.name = 'application_name')
        );
$body$;

-- given: another program of our name. Its source sees who is there as of when it is asked first.
select lockstep_private.make_link('two', s.host, s.port, s.database, s.username, s.password, '{public}', 'two', 'prefer') from near.source as s;
alter server lockstep_two options (set application_name 'lockstep');
create temp table theirs as
select 'v ' || l.virtualxid as key from lockstep_link_two.pg_locks as l
join lockstep_link_two.pg_stat_activity as a on a.pid = l.pid where l.locktype = 'virtualxid' and a.application_name = 'lockstep';

-- behaviour
select isnt(pg_temp.session(), null, 'our session at the source has a transaction there');
select is_empty(
    $$select from lockstep_link_own.open_transactions as t where pg_temp.session() = any (t.keys)$$, 'that does not count, as it only reads'
);
insert into far.office values (1, 'one', null);
select isnt_empty(
    $$select from lockstep_link_own.open_transactions as t where t.keys::text ~ 'v .*x ' and not t.is_prepared$$,
    'one that writes counts, by both of its ids'
);
select is((select n.is_replica from lockstep_link_own.source_now as n), false, 'the source is no replica');
select cmp_ok(
    (select n.at from lockstep_link_own.source_now as n), '>',
    (select max(c.creation_time) from lockstep_link_own.pg_cursors as c) - interval '1 min', 'and tells its time'
);

-- behaviour: another program of our name
select is((select count(*) from theirs), 1::bigint, 'somebody else has our name');
select is_empty(
    $$select key from theirs except select unnest(t.keys) from lockstep_link_own.open_transactions as t$$,
    'and counts'
);

select * from finish();
rollback;
