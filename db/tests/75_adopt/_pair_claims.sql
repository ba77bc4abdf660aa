-- Which of several rows, and for whom.
begin;
select plan(9);

-- given: two entities that share a table without telling whose rows are whose
insert into far.office select i, 'office ' || i, 'town' from generate_series(1, 4) as i;
insert into far.visit (id, note, changed_at) select i, 'visit ' || i, '2024-01-01' from generate_series(1, 3) as i;
create table near.shared (id uuid primary key, legacy_id integer, name text, made integer, seen_at timestamptz);
select lockstep.define_entity(
    entity => 'offices', source => 'far.office', source_key => '{id}', target => 'near.shared',
    columns => '{"legacy_id": "s.id", "name": "s.name"}'
);
select lockstep.define_entity(
    entity => 'visits', source => 'far.visit', source_key => '{id}', target => 'near.shared',
    columns => '{"name": "s.note", "seen_at": "s.changed_at"}', watermark => 'changed_at'
);
create function pg_temp.row(n integer)
    returns uuid
    language sql
as $$select lpad(n::text, 32, '0')::uuid$$;
create function pg_temp.adopted(entity text)
    returns text
    language plpgsql
as $body$
declare
    v_pairs text;
begin
    execute format(
        'select string_agg(l.source_key || '' '' || ltrim(replace(l.target_key::text, ''-'', ''''), ''0''), '', '' order by l.source_key) '
            'from lockstep_ledger.%I as l',
        entity
    )
    into v_pairs;
    return v_pairs;
end;
$body$;
insert into near.shared (id, legacy_id, name, made)
values
    (pg_temp.row(1), 1, 'office 1', 9), (pg_temp.row(2), 1, 'office 1', 3), (pg_temp.row(3), 1, 'office 1', 5),
    (pg_temp.row(4), 2, 'office 2', 1), (pg_temp.row(5), 2, 'office 2', 1),
    (pg_temp.row(6), null, 'visit 1', 0), (pg_temp.row(7), null, 'visit 2', 0);

-- behaviour: of several rows of one source key
savepoint fresh;
select near.go('adopt', '{offices}');
select is(pg_temp.adopted('offices'), '1 1, 2 4', 'the least key, if nothing else tells');
rollback to fresh;
select lockstep.define_adoption('offices', prefer => 't.made');
select near.go('adopt', '{offices}');
select is(pg_temp.adopted('offices'), '1 2, 2 4', 'the preferred one, else');
rollback to fresh;
select lockstep.define_adoption('offices', prefer => 't.made', query => 'select 1, pg_temp.row(3)');
select near.go('adopt', '{offices}');
select is(pg_temp.adopted('offices'), '1 3, 2 4', 'before that, the one that another way names');
rollback to fresh;

-- behaviour: for whom
create table near.old (legacy_id integer, new_id uuid);
insert into near.old values (3, pg_temp.row(5)), (4, pg_temp.row(99));
select lockstep.define_adoption('offices', mapping => 'near.old', query => 'select 4, pg_temp.row(6)');
select near.go('adopt', '{offices}');
select is(
    pg_temp.adopted('offices'), '1 1, 2 4, 4 6', 'a row that says whose it is is nobody else''s; one that is there goes before one that is not'
);
select is(
    (select string_agg(i.reason || ' ' || (i.source_key ->> 0), ', ' order by i.reason) from lockstep.adoption_issues as i where i.way <> 'rows'),
    'stale 4, taken 3', 'and what others claim is told'
);
select lockstep.define_adoption('visits', query => 'select * from (values (1, pg_temp.row(6)), (2, pg_temp.row(7))) as v');
select near.go('adopt', '{visits}');
select is(pg_temp.adopted('visits'), '2 7', 'a row that the other entity has adopted is taken');

-- behaviour: watermarks
rollback to fresh;
select lockstep.define_adoption('visits', query => 'select 1, pg_temp.row(6)');
insert into lockstep_state.watermark (entity, since, seen_at, noted_at, server, defined_at)
values ('visits', now(), now(), now(), 'here', now());
select near.go('adopt', '{offices}');
select is((select count(*) from lockstep_state.watermark), 1::bigint, 'adoptions of others leave a watermark');
select near.go('adopt', '{visits}');
select is((select count(*) from lockstep_state.watermark), 0::bigint, 'adopted rows are older than it: the next sync looks at all');
select near.go('adopt', '{visits}');
select is(pg_temp.adopted('visits'), '1 6', 'a second adoption changes nothing');

select * from finish();
rollback;
