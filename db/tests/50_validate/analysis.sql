-- What an analysis says before a sync is what the sync then meets.
begin;
select plan(32);

-- given: people with every flaw that a target can refuse, one each
create type near.kind as enum ('guest', 'host');
create domain near.short_mail as text check (length(value) < 40);
create table near.people (
    id uuid primary key,
    name varchar(10) not null check (name <> 'nobody'),
    mail near.short_mail unique,
    age smallint,
    share numeric(3, 1),
    kind near.kind,
    document jsonb,
    number integer not null,
    office_id uuid references near.offices,
    check (number > 0 or age > 0)
);
select near.define_offices();
create function near.define_people(source text default 'far.person')
    returns text
    language sql
as $body$
    select lockstep.define_entity(
        entity     => 'people',
        source     => define_people.source,
        source_key => '{id}',
        target     => 'near.people',
        columns    => '{
            "name": "s.name", "mail": "s.email", "age": "s.age", "share": "s.age / 10.0",
            "kind": "case when s.kind like ''{%'' or s.kind ~ ''^\\d'' then ''guest'' else s.kind end",
            "document": "case when s.kind like ''{%'' then s.kind::jsonb end",
            "number": "case when s.kind ~ ''^\\d'' then s.kind::integer else 1 end"
        }',
        refs       => '{"office_id": {"entity": "offices", "key": "s.office_id"}}'
    );
$body$;
select near.define_people();
insert into far.office values (1, 'one', 'a'), (2, 'two', 'b'), (3, null, 'has no name');
insert into far.person (id, name, email, age, kind, office_id) values
    (1, 'good', 'one', 1, 'guest', 1),
    (2, 'blanks            ', 'two', 2, 'host', 2),
    (3, null, 'three', 3, 'guest', null),
    (4, null, 'four', 4, 'guest', null),
    (5, 'elevenchars', 'five', 5, 'guest', null),
    (6, 'six', 'six', 40000, 'guest', null),
    (7, 'seven', 'seven', -40000, 'guest', null),
    (8, 'eight', 'eight', 1000, 'guest', null),
    (9, 'nine', 'nine', 9, 'nobody knows', null),
    (10, 'ten', 'ten', 10, '{"not json', null),
    (11, 'eleven', 'eleven', 11, '{"not json', null),
    (12, 'twelve', 'twelve', 12, '{"json": 1}', null),
    (13, 'thirteen', 'thirteen', 13, '99999999999', null),
    (14, 'fourteen', 'one', 14, 'guest', null),
    (15, 'nobody', 'fifteen', 15, 'guest', null),
    (16, 'sixteen', repeat('x', 40), 16, 'guest', null),
    (17, 'seventeen', 'seventeen', 0, '0', null),
    (18, 'eighteen', 'eighteen', 18, 'guest', 77),
    (19, 'nineteen', 'nineteen', 19, 'guest', 3),
    (20, ' ', null, null, null, null),
    (21, '', null, null, null, null);
update far.person set name = 'bad name!' || chr(160) || '   ' where id = 20;
create function pg_temp.refused()
    returns table (entity text, "column" text, cause text, sqlstate text, rows bigint)
    language sql
as $$
    select a.entity, r."column", r.cause, r.sqlstate, r.rows
    from lockstep.analysis(near.last_run()) as a
    cross join jsonb_to_recordset(a.refusals)
        as r ("column" text, cause text, sqlstate text, rows bigint)
$$;
create function pg_temp.states()
    returns text
    language sql
as $$
    select string_agg(a.entity || ' ' || coalesce(a.state, 'null'), ', ' order by a.entity)
    from lockstep.analysis(near.last_run()) as a
$$;
create function pg_temp.leads(column_name text default 'office_id')
    returns jsonb
    language sql
as $$
    select r - 'column' - 'refers_to'
    from lockstep.analysis(near.last_run()) as a
    cross join jsonb_array_elements(a.references) as r
    where r ->> 'column' = column_name
$$;

-- behaviour: before the first sync
select near.go('analyze');
select is(pg_temp.states(), 'offices missing, people missing', 'before the first sync all is missing');
select results_eq(
    $$select * from pg_temp.refused() order by 1, 2, 3, 4$$,
    $$values
        ('offices', 'name', 'not null', null, 1::bigint),
        ('people', 'age', 'overflow', null, 2),
        ('people', 'document', 'json', '22P02', 2),
        ('people', 'kind', 'enum', null, 1),
        ('people', 'mail', 'check', '23514', 1),
        ('people', 'mail', 'unique', null, 1),
        ('people', 'name', 'check', null, 1),
        ('people', 'name', 'length', null, 1),
        ('people', 'name', 'not null', null, 2),
        ('people', 'number', 'overflow', '22003', 1),
        ('people', 'share', 'overflow', null, 3),
        ('people', null, 'check', null, 1)$$,
    'each value that the target will refuse is counted, by column and cause'
);
select is(pg_temp.leads(), '{"rows": 4, "resolved": 0, "waiting": 3, "rejected": 0, "excluded": 0, "nowhere": 1}', 'and where references lead');
select results_eq(
    $$select a.source_rows, a.excluded, a.null_keys, a.duplicate_keys, a.ledger_rows, a.target_rows, a.gaps, a.orphans, a.last_run, a.next_rows from lockstep.analysis(near.last_run()) as a where a.entity = 'people'$$,
    $$values (21::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 21::bigint, 0::bigint, null::bigint, 21::bigint)$$,
    'with all there is on both sides'
);
select is((select count(*) from near.people), 0::bigint, 'nothing is written');
select is_empty('select from lockstep_ledger.people', 'not even to the ledger');
select is(
    (select a.next_seconds > 0 and a.seconds_basis is not null from lockstep.analysis(near.last_run()) as a where a.entity = 'people'),
    true, 'how long the sync takes is estimated'
);

-- behaviour: after it
create temp table predicted as
select count(*) from far.person where id in (3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19);
select near.go();
select near.last_run() as synced \gset
select is(
    (select array_agg((r.source_key ->> 0)::integer order by (r.source_key ->> 0)::integer) from lockstep.rejects as r where r.entity = 'people' and r.closed_at is null),
    '{3,4,5,6,7,8,9,10,11,13,14,15,16,17,18,19}', 'the sync refuses just these rows'
);
select near.go('analyze');
select is(pg_temp.states(), 'offices behind, people behind', 'what is refused is behind');
select is(
    (select a.gaps from lockstep.analysis(near.last_run()) as a where a.entity = 'people'), 16::bigint, 'rows without ledger entry are gaps'
);
select is(pg_temp.leads(), '{"rows": 4, "resolved": 2, "waiting": 0, "rejected": 1, "excluded": 0, "nowhere": 1}', 'parents that were refused are told from those that are nowhere');
select is(
    (select array[a.open_rejects, a.last_run] from lockstep.analysis(near.last_run()) as a where a.entity = 'people'),
    array[16, :synced]::bigint[], 'with its rejects and its last sync'
);
select is((select sum(r.rows) from pg_temp.refused() as r where r.entity = 'people' and r.cause <> 'unique'), 15::numeric, 'values are counted again, of those rows alone');

-- behaviour: heal, change, drift, delete, extra
delete from far.person where id in (3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19);
delete from far.office where id = 3;
select near.go(options => '{"allow_deletes": true}');
select near.go('analyze');
select is(pg_temp.states(), 'offices synced, people synced', 'what is in step is synced');
select is(
    (select jsonb_agg(jsonb_build_array(a.refusals, a.changes)) from lockstep.analysis(near.last_run()) as a where a.entity = 'people'),
    '[[[], {"drift": 0, "delete": 0, "insert": 0, "update": 0, "missing": 0, "conflict": 0, "unchanged": 5}]]', 'with nothing to refuse'
);
update near.people set number = 5 where mail = 'one';
delete from far.office where id = 2;
insert into near.offices (name) values ('not ours');
select near.go('analyze');
select is(pg_temp.states(), 'offices ahead, people ahead', 'drift and rows without source are ahead');
select results_eq(
    $$select a.orphans, a.ledger_rows, a.target_rows, a.known_rows, a.extra_rows from lockstep.analysis(near.last_run()) as a where a.entity = 'offices'$$,
    $$values (1::bigint, 2::bigint, 3::bigint, 2::bigint, 1::bigint)$$, 'orphans of the ledger and rows of others are counted'
);
update far.person set name = null where id = 1;
update far.person set kind = '{' where id = 12;
select near.go('analyze');
select is(pg_temp.states(), 'offices ahead, people behind', 'changes at the source are behind');
select results_eq(
    $$select * from pg_temp.refused() order by 1, 2$$,
    $$values ('people', 'document', 'json', '22P02', 1::bigint), ('people', 'name', 'not null', null, 1)$$,
    'and are looked at before they are written'
);

-- behaviour: few rows of many are fetched by their keys
insert into far.person (id, name, kind) select i, 'n ' || i, 'guest' from generate_series(100, 400) as i;
select near.go('sync', '{people}', options => '{"allow_deletes": true}');
update far.person set kind = 'nobody knows' where id between 200 and 204;
alter table near.people add constraint old_rows check (number <> 1) not valid;
select near.go('analyze', '{people}');
select results_eq(
    $$select * from pg_temp.refused() order by 1, 2$$,
    $$values ('people', 'document', 'json', '22P02', 1::bigint), ('people', 'kind', 'enum', null, 5), ('people', 'name', 'not null', null, 1), ('people', 'number', 'check', null, 7)$$,
    'of few changes only these are looked at'
);

alter table near.people drop constraint old_rows;

-- behaviour: more than one step would take
insert into far.office select i, 'office ' || i from generate_series(500, 520) as i;
select near.go('analyze', '{offices}', options => '{"batch_rows": 5}');
select results_eq(
    $$select a.gaps, a.orphans, a.source_rows from lockstep.analysis(near.last_run()) as a$$,
    $$values (21::bigint, 1::bigint, 22::bigint)$$, 'many new rows are counted like few'
);
delete from far.office where id >= 500;

-- behaviour: what a filter leaves out
select near.define_offices();
update lockstep_state.entity set is_complete = true;
select lockstep.define_entity(
    entity => 'offices', source => 'select * from far.office as o where o.id <> 2', source_key => '{id}', target => 'near.offices',
    columns => '{"name": "s.name", "town": "s.town"}'
);
insert into far.office values (2, 'two', 'b');
select near.go('analyze');
select is(
    (select a.excluded from lockstep.analysis(near.last_run()) as a where a.entity = 'offices'), 1::bigint, 'rows that the filter leaves out are counted'
);
select is(pg_temp.leads() ->> 'excluded', '1', 'one that the filter leaves out is not nowhere');

-- behaviour: many values that fail, few that differ
update far.person set kind = '{' || id % 3 where id >= 100;
update far.person set age = 3 where id >= 100;
select near.go('analyze', '{people}');
select results_eq(
    $$select r."column", r.cause, r.rows from pg_temp.refused() as r where r.cause = 'json'$$,
    $$values ('document', 'json', 302::bigint)$$, 'rows with the same wrong value are all counted'
);
select is(
    (select bool_or((r ->> 'is_minimum')::boolean) from lockstep.analysis(near.last_run()) as a cross join jsonb_array_elements(a.refusals) as r),
    false, 'to the last'
);

-- behaviour: a reference that is required
create table near.guests (id uuid primary key, office_id uuid not null references near.offices);
select lockstep.define_entity(
    entity => 'guests', source => 'far.person', source_key => '{id}', target => 'near.guests', columns => '{}',
    refs => '{"office_id": {"entity": "offices", "key": "s.office_id"}}'
);
select near.go('analyze', '{guests}');
select is(
    (select r.rows from pg_temp.refused() as r where r."column" = 'office_id'),
    (select count(*) from far.person where office_id is null), 'rows without a reference that is required are counted'
);
select is(lockstep.report(near.last_run()) -> 'in_step', 'false', 'the report of an analysis says whether both sides agree');

-- behaviour: keys that are none
select lockstep.define_entity(
    entity => 'loose', source => 'far.loose', source_key => '{id}', target => 'near.words',
    columns => '{"word": "s.name"}', target_key => '{word}', key_strategy => 'derive'
) where false;
select lockstep.define_entity(
    entity => 'loose', source => 'select l.id, l.name from far.loose as l', source_key => '{id}', target => 'near.offices',
    columns => '{"name": "s.name"}'
);
insert into far.loose values (1, 'a'), (1, 'b'), (2, 'c'), (null, 'd'), (null, 'e'), (3, null);
select near.go('analyze', '{loose}');
select results_eq(
    $$select a.state, a.source_rows, a.null_keys, a.duplicate_keys, a.duplicate_rows, a.gaps, a.changes from lockstep.analysis(near.last_run()) as a$$,
    $$values (null::text, 6::bigint, 2::bigint, 1::bigint, 2::bigint, null::bigint, 'null'::jsonb)$$,
    'keys that are missing or double are counted, and then no state is made up'
);
select is(lockstep.report(near.last_run()) -> 'in_step', 'false', 'nor is that in step');
select results_eq($$select * from pg_temp.refused()$$, $$values ('loose', 'name', 'not null', null::text, 1::bigint)$$, 'values are looked at nevertheless');

-- refusals
select throws_ok($$select * from lockstep.analysis(999999)$$, 'LSJ05', null, 'no such run');
select is_empty($$select * from lockstep.analysis($$ || :synced || ')', 'a run of another kind has no analysis');

select * from finish();
rollback;
