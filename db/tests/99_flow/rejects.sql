-- One bad row among many is one reject; all others are written.
begin;
select plan(34);

-- given: a table with every kind of refusal
create type near.level as enum ('low', 'high');
create domain near.positive as integer check (value > 0);
create table near.people (
    id integer primary key,
    name text not null,
    email text unique,
    age smallint,
    level near.level,
    factor near.positive,
    office_id uuid references near.offices,
    leader integer references near.people deferrable initially deferred,
    note varchar(5),
    day date,
    number integer,
    constraint not_too_old check (age < 150),
    exclude (note with =) where (note <> '')
);
create function near.refuse_trouble()
    returns trigger
    language plpgsql
as $body$
begin
    if new.name = 'trouble' then
        raise exception 'no % here', new.name using errcode = 'P0001', hint = 'Go away.';
    end if;
    return new;
end;
$body$;
create trigger refuse_trouble before insert or update on near.people
    for each row execute function near.refuse_trouble();

select lockstep.define_entity('people', 'far.person', '{id}', 'near.people', '{
    "name": "s.name",
    "email": "s.email",
    "age": "s.age",
    "level": "case when s.kind in (''low'', ''high'', ''middle'') then s.kind end",
    "factor": "case when s.kind = ''factor'' then -1 end",
    "leader": "case when s.kind = ''nobody'' then 12345 end",
    "note": "case when s.kind like ''note%'' then substr(s.kind, 5) end",
    "day": "case when s.kind like ''day%'' then to_date(substr(s.kind, 4), ''YYYY-MM-DD'') end",
    "number": "case when s.kind like ''number%'' then substr(s.kind, 7)::integer end",
    "office_id": "case when s.kind = ''office'' then ''00000000-0000-4000-8000-000000000001''::uuid end"
}');
create function pg_temp.reject_of(id integer)
    returns text
    language sql
as $body$
    select concat_ws(' | ', r.reason, r.sqlstate, coalesce(r.constraint_name, '-'), coalesce(r.column_name, '-'), r.message)
    from lockstep.rejects as r
    where r.entity = 'people' and r.source_key = jsonb_build_array(reject_of.id::text) and r.closed_at is null;
$body$;

-- given: two hundred good rows; and the bad ones among them
insert into far.person (id, name, age) select i, 'person ' || i, 20 from generate_series(1, 200) as i;
update far.person set name = null where id = 7;
update far.person set age = 200 where id = 23;
update far.person set email = 'same@example.org' where id in (41, 42);
update far.person set kind = 'office' where id = 59;
update far.person set kind = 'middle' where id = 77;
update far.person set age = 99999 where id = 101;
update far.person set name = 'trouble' where id = 113;
update far.person set kind = 'factor' where id = 131;
update far.person set kind = 'nobody' where id = 151;
update far.person set kind = 'notetoo long' where id = 167;
update far.person set kind = 'daysecret' where id = 191;
update far.person set kind = 'number77777777777' where id = 193;
update far.person set kind = 'noteabc' where id in (181, 182);

-- behaviour
select near.go();
select is(near.account(), 'people: 200 = 187 synced + 13 rejected + 0 excluded', 'every row is synced or rejected');
select is((select count(*) from near.people), 187::bigint, 'all others are written');
select is(
    (select count(*) from lockstep.rejects), 13::bigint, 'there is one reject for each bad row'
);
select is(
    (select sum(s.rejected) from lockstep_state.segment as s where s.run = near.last_run()), 13::numeric, 'which the run counts'
);
select is(
    pg_temp.reject_of(7),
    'constraint | 23502 | - | name | null value in column "name" of relation "people" violates not-null constraint',
    'not null'
);
select is(
    pg_temp.reject_of(23),
    'constraint | 23514 | not_too_old | - | new row for relation "people" violates check constraint "not_too_old"',
    'check'
);
select is(
    (select count(*) from unnest('{41,42}'::integer[]) as i (id) where pg_temp.reject_of(i.id) is not null), 1::bigint,
    'of two rows that want the same unique value one is written'
);
select is(
    coalesce(pg_temp.reject_of(41), pg_temp.reject_of(42)),
    'constraint | 23505 | people_email_key | - | duplicate key value violates unique constraint "people_email_key"',
    'and the other rejected'
);
select is(
    pg_temp.reject_of(59),
    'constraint | 23503 | people_office_id_fkey | - | '
        'insert or update on table "people" violates foreign key constraint "people_office_id_fkey"',
    'foreign key'
);
select is(
    pg_temp.reject_of(77), 'type | 22P02 | - | - | invalid input value for enum near.level: …', 'enum, without the value'
);
select is(pg_temp.reject_of(101), 'transform | 22003 | - | - | smallint out of range', 'numeric overflow');
select is(pg_temp.reject_of(113), 'trigger | P0001 | - | - | no trouble here', 'exception of a trigger');
select is(
    pg_temp.reject_of(131),
    'constraint | 23514 | positive_check | - | value for domain near.positive violates check constraint "positive_check"',
    'domain'
);
select is(
    pg_temp.reject_of(151),
    'constraint | 23503 | people_leader_fkey | - | '
        'insert or update on table "people" violates foreign key constraint "people_leader_fkey"',
    'a constraint that is deferred to the commit'
);
select is(
    pg_temp.reject_of(167), 'transform | 22001 | - | - | value too long for type character varying(5)', 'length'
);
select is(
    coalesce(pg_temp.reject_of(181), pg_temp.reject_of(182)),
    'constraint | 23P01 | people_note_excl | - | conflicting key value violates exclusion constraint "people_note_excl"',
    'exclusion'
);
select is_empty(
    $$select r.message from lockstep.rejects as r where r.message ~ '(middle|99999|too long$|example|secr|777)'$$,
    'no message quotes a value'
);
select is_empty(
    $$select from lockstep.logs as l where l.message || l.detail::text ~ '(middle|99999|example|person |secr|777)'$$,
    'nor does the log'
);
select lives_ok('set constraints all immediate', 'nothing is left for the commit to find');

-- behaviour: again, and healed
create temp table first_met as select r.id, r.source_key, r.first_run from lockstep.rejects as r;
select near.go();
select is(near.account(), 'people: 200 = 187 synced + 13 rejected + 0 excluded', 'the same rows are rejected again');
select results_eq(
    'select r.id, r.source_key, r.first_run from lockstep.rejects as r order by id', 'select * from first_met order by id',
    'and noted once'
);
select is(
    (select min(r.last_run) from lockstep.rejects as r), near.last_run(), 'with the run that met them last'
);
update far.person set name = 'healed' where id in (7, 113);
update far.person set kind = 'low' where id = 77;
delete from far.person where id = 101;
select near.go();
select is(near.account(), 'people: 199 = 190 synced + 9 rejected + 0 excluded', 'what is mended at the source is written');
select is(
    (select count(*) from lockstep.rejects as r where r.closed_at is not null), 4::bigint, 'and its reject closed'
);
alter table near.people drop constraint not_too_old;
select near.go();
select is(pg_temp.reject_of(23), null, 'so it is when the target is mended');

-- behaviour: a bad update
update far.person set name = null where id in (1, 2);
update far.person set name = 'good' where id = 3;
select near.go();
select is(pg_temp.reject_of(1) is not null and pg_temp.reject_of(2) is not null, true, 'an update can be rejected, too');
select is((select p.name from near.people as p where p.id = 1), 'person 1', 'the target keeps the row as it was');
select is((select p.name from near.people as p where p.id = 3), 'good', 'others are updated');
select is(near.account(), 'people: 199 = 189 synced + 10 rejected + 0 excluded', 'the sum holds');
select is_empty(
    $$select from lockstep_state.overwritten as o where o.source_key in ('["1"]', '["2"]')$$,
    'no before-image is kept of what was not overwritten'
);
select is(lockstep.report(near.last_run()) -> 'in_step', 'false', 'both sides are not in step');

-- behaviour: a deferred constraint that is right in the end
create table near.chain (
    id integer primary key,
    next integer references near.chain deferrable initially deferred
);
select lockstep.define_entity('chain', 'far.office', '{id}', 'near.chain',
    '{"next": "case s.town when ''next'' then s.id + 1 end"}');
insert into far.office (id, town) values (1, 'next'), (2, 'next'), (3, null);
select near.go(entities => '{chain}');
select is(near.account(), 'chain: 3 = 3 synced + 0 rejected + 0 excluded',
    'a deferred constraint lets pass what is right in the end');

-- behaviour: keys whose text depends on the session
create table near.strict_shifts (day timestamptz, doctor_id integer, room text not null, primary key (day, doctor_id));
insert into far.visit (id, doctor_id, changed_at) values (1, 1, '2024-02-03 04:05:06.000007+00'), (2, 1, '2024-02-03');
select lockstep.define_entity('strict_shifts', 'far.visit', '{changed_at,doctor_id}', 'near.strict_shifts',
    '{"room": "s.note"}');
set local datestyle = 'SQL, DMY';
set local timezone = 'Asia/Tokyo';
select near.go(entities => '{strict_shifts}');
set local timezone = 'America/New_York';
set local datestyle = 'ISO';
select near.go(entities => '{strict_shifts}');
select is(
    (select count(*) from lockstep.rejects as r where r.entity = 'strict_shifts'), 2::bigint,
    'a row is noted once, whatever time zone and style of dates its key is written in'
);
update far.visit set note = 'x';
select near.go(entities => '{strict_shifts}');
select is(near.account(entity => 'strict_shifts'), 'strict_shifts: 2 = 2 synced + 0 rejected + 0 excluded', 'and heals');

select * from finish();
rollback;
