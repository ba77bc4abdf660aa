begin;
select plan(24);

-- given: a target with every kind of rule
create table near.people (
    id integer primary key,
    name text not null,
    email text unique,
    age smallint,
    note varchar(5),
    number integer,
    office_id uuid references near.offices,
    town text,
    constraint not_too_old check (age < 150)
);
create unique index people_town on near.people (town) where town like 'only%';
create function near.refuse_trouble()
    returns trigger
    language plpgsql
as $body$
begin
    if new.name = 'trouble' then
        raise exception 'no % here', new.name;
    end if;
    return new;
end;
$body$;
create trigger refuse_trouble before insert or update on near.people
    for each row execute function near.refuse_trouble();
select near.define_offices();
select near.define_doctors();
select lockstep.define_entity('people', 'far.person', '{id}', 'near.people', '{
    "name": "s.name",
    "email": "s.email",
    "age": "s.age",
    "note": "case when s.kind like ''note%'' then substr(s.kind, 5) end",
    "number": "case when s.kind like ''number%'' then substr(s.kind, 7)::integer end",
    "town": "case when s.kind like ''only%'' then s.kind end",
    "office_id": "case when s.kind = ''office'' then ''00000000-0000-4000-8000-000000000001''::uuid end"
}');
create function pg_temp.remedy(code text, entity text default 'people')
    returns text
    language sql
as 'select c.remedy from lockstep.reject_causes() as c where c.sqlstate = code and c.entity = remedy.entity';

-- given: a row for each of them
insert into far.person (id, name, age) select i, 'person ' || i, 20 from generate_series(1, 40) as i;
update far.person set name = null where id between 1 and 7;
update far.person set age = 200 where id = 10;
update far.person set email = 'same@example.org' where id in (11, 12);
update far.person set kind = 'office' where id = 13;
update far.person set age = 99999 where id = 14;
update far.person set name = 'trouble' where id = 15;
update far.person set kind = 'notetoo long' where id = 16;
update far.person set kind = 'numbersecret' where id = 17;
update far.person set kind = 'only one' where id in (18, 19);
insert into far.office values (1, 'one', 'a'), (2, null, 'b');
insert into far.doctor (id, office_id, name) values (1, 1, 'has one'), (2, 2, 'of a bad one'), (3, 9, 'of none');
select near.go() as run \gset

-- behaviour: causes
select results_eq(
    $$
    select reason, sqlstate, "constraint", "column", rows
    from lockstep.reject_causes('{people}') order by sqlstate, "constraint"
    $$,
    $$values
        ('transform', '22001', null, null::text, 1::bigint),
        ('transform', '22003', null, null, 1),
        ('type', '22P02', null, null, 1),
        ('constraint', '23502', null, 'name', 7),
        ('constraint', '23503', 'people_office_id_fkey', null, 1),
        ('constraint', '23505', 'people_email_key', null, 1),
        ('constraint', '23505', 'people_town', null, 1),
        ('constraint', '23514', 'not_too_old', null, 1),
        ('trigger', 'P0001', null, null, 1)$$,
    'rejects stand together by their cause'
);
select is(
    (select jsonb_array_length(c.example_keys) from lockstep.reject_causes('{people}') as c where c.sqlstate = '23502'), 5,
    'five keys stand for many'
);
select results_eq(
    $$select entity, sum(rows) from lockstep.reject_causes() group by entity order by entity$$,
    $$values ('doctors', 2::numeric), ('offices', 1), ('people', 15)$$, 'of all entities without a choice'
);
select is_empty(
    $$select from lockstep.reject_causes() as c where c.remedy is null or c.remedy = ''$$, 'each with something to do about it'
);
select is_empty(
    $$select from lockstep.reject_causes() as c where to_jsonb(c)::text ~ 'trouble here|same@|secret|too long''|99999'$$, 'and without row content'
);
select is(
    (select c.message from lockstep.reject_causes(with_values => true) as c where c.reason = 'trigger'), 'no trouble here',
    'what a trigger said is there if wanted'
);

-- behaviour: remedies
select matches(pg_temp.remedy('23503', 'doctors'), '^entity offices has no row \["2"\] \["9"\]: .*"if_missing": "null" for office_id$', 'which keys are missing where');
select matches(pg_temp.remedy('23503', 'doctors'), 'lockstep rejects offices', 'and that one of them is a reject itself');
select matches(pg_temp.remedy('23502'), '^name of near.people must not be null: .*coalesce', 'a column that wants a value');
select matches(pg_temp.remedy('23514'), 'CHECK \(age < 150\)', 'the check as it is written');
select matches(
    (select c.remedy from lockstep.reject_causes() as c where c.constraint = 'people_email_key'),
    '^another row of near.people has the same email: ', 'the columns of a unique constraint'
);
select matches(
    (select c.remedy from lockstep.reject_causes() as c where c.constraint = 'people_town'),
    '^another row of near.people has the same town: ', 'or of a unique index'
);
select matches(pg_temp.remedy('23503'), 'FOREIGN KEY \(office_id\) REFERENCES near.offices', 'a foreign key that no reference knows');
select matches(pg_temp.remedy('22P02'), 'case in the mapping', 'a value of another type');
select matches(pg_temp.remedy('22001'), 'too long', 'a text that is too long');
select matches(pg_temp.remedy('22003'), 'too large', 'a number that is too large');
select matches(pg_temp.remedy('P0001'), '^look at trigger refuse_trouble \(function near.refuse_trouble\) of near.people', 'the trigger''s name');

-- behaviour: a run
select is((select sum(c.rows) from lockstep.reject_causes('{people}', :run) as c), 15::numeric, 'those of a run');
update far.person set name = 'named' where id between 1 and 7;
select near.go();
select is_empty($$select from lockstep.reject_causes('{people}') as c where c.sqlstate = '23502'$$, 'what has healed is not listed');
update far.person set name = null where id = 20;
select near.go();
select is_empty(format($$select from lockstep.reject_causes('{people}', %s) as c where c.sqlstate = '23502'$$, :run), 'nor what a run had not met yet');

-- behaviour: a row that others still need
insert into far.office values (3, 'needed', 'c');
select near.go();
insert into near.doctors (id, office_id, name)
select '00000000-0000-4000-8000-000000000009', o.id, 'own' from near.offices as o where o.name = 'needed';
delete from far.office where id = 3;
select near.go(options => '{"allow_deletes": true}');
select matches(
    (select c.remedy from lockstep.reject_causes('{offices}') as c where c.operation = 'delete'),
    '^rows of near.doctors still refer to it', 'a delete that is refused names who refers to the row'
);

-- behaviour: an entity that is gone
select lockstep.drop_entity('people');
select is_empty($$select from lockstep.reject_causes() as c where c.entity = 'people'$$, 'what is no longer mapped needs no remedy');

-- refusals
select throws_ok($$select lockstep.reject_causes('{nope}')$$, 'LSE01', 'entity ''nope'' is not defined', 'refuses an unknown entity');
select throws_ok($$select lockstep.reject_causes(null, -1)$$, 'LSJ05', 'run -1 does not exist', 'refuses an unknown run');

select * from finish();
rollback;
