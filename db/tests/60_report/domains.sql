-- Reports by domain.
begin;
select plan(9);

-- given: two domains and an entity without, one row excluded by a filter, one refused
select near.define_offices();
select near.define_doctors();
select near.define_words();
select lockstep.define_entity(
    'visits', 'select v.id, v.note from far.visit as v where v.note <> ''no''', '{id}', 'near.visits', '{"note": "s.note"}'
);
insert into far.office values (1, 'one', 'a'), (2, 'two', 'b');
insert into far.doctor (id, office_id, name) values (1, 1, 'first'), (2, 9, 'lost');
insert into far.visit (id, note) values (1, 'yes'), (2, 'no'), (3, 'yes');
insert into far.word values ('a', 'b');
create function pg_temp.domains(report jsonb) returns setof text
language sql as $$
    select concat_ws(
        ' ', coalesce(d ->> 'domain', '-'), d ->> 'entities', coalesce(d ->> 'source_rows', '?'), '=', coalesce(d ->> 'synced', '?'), '+',
        d ->> 'rejected', '+', coalesce(d ->> 'excluded', '?'), coalesce(d ->> 'coverage', '?')
    )
    from jsonb_array_elements(report -> 'domains') as d
$$;

-- behaviour
select near.go();
select is(lockstep.report(near.last_run()) -> 'domains', '[]', 'where no domain is defined, none is reported');
select lockstep.define_group('staff', '{doctors,visits}', kind => 'domain');
select lockstep.define_group('places', '{offices,gone}', kind => 'domain');
select results_eq(
    'select pg_temp.domains(lockstep.report(near.last_run()))',
    $$values ('places 1 2 = 2 + 0 + 0 100'), ('staff 2 5 = 3 + 1 + 1 75'), ('- 1 1 = 1 + 0 + 0 100')$$,
    'the books are added up by domain; what is of none comes last'
);
select results_eq(
    'select pg_temp.domains(lockstep.final_report())',
    $$values ('places 1 2 = 2 + 0 + 0 100'), ('staff 2 5 = 3 + 1 + 1 75'), ('- 1 1 = 1 + 0 + 0 100')$$,
    'in the final report as well'
);
select is(
    (select jsonb_object_agg(e ->> 'entity', e -> 'domain') from jsonb_array_elements(lockstep.report(near.last_run()) -> 'entities') as e),
    '{"offices": "places", "doctors": "staff", "visits": "staff", "words": null}', 'each entity says of which it is'
);
insert into far.office select g, 'more', null from generate_series(10, 39) as g;
insert into far.doctor (id, office_id, name) select g, 10, 'more' from generate_series(10, 39) as g;
insert into far.doctor (id, office_id, name) values (40, 9, 'lost'), (41, 9, 'lost');
select near.go();
select results_eq(
    $$select d.domains from pg_temp.domains(lockstep.report(near.last_run())) as d (domains) where d.domains ~ 'staff'$$,
    $$values ('staff 2 37 = 33 + 3 + 1 91.6666')$$, 'the percentage is cut, not rounded'
);

-- behaviour: a part of a report
select results_eq(
    $$select pg_temp.domains(lockstep.report(near.last_run(), '{offices,doctors}'))$$,
    $$values ('places 1 32 = 32 + 0 + 0 100'), ('staff 1 34 = 31 + 3 + 0 91.1764')$$, 'a report of some entities adds up those'
);
select is(
    (
        select jsonb_build_array(r -> 'entities' -> 0 -> 'entity', jsonb_array_length(r -> 'entities'), jsonb_array_length(r -> 'rejects'))
        from lockstep.report(near.last_run(), '{offices}') as r
    ),
    '["offices", 1, 0]', 'and tells of no other'
);

-- behaviour: where the books are not known
select lockstep.start_run('compare') as run;
select results_eq(
    $$select d.domains from pg_temp.domains(lockstep.report(near.last_run())) as d (domains) where d.domains ~ 'staff'$$,
    $$values ('staff 2 ? = ? + + ? ?')$$, 'nothing is added up before it is counted'
);

select is(
    lockstep_private.domain_sums('[
        {"domain": "a", "source_rows": "7", "synced": "6", "rejected": "1", "excluded": "0"},
        {"domain": "a", "source_rows": null, "synced": null, "rejected": "0", "excluded": null}
    ]'),
    '[{"domain": "a", "entities": "2", "source_rows": null, "synced": null, "rejected": "1", "excluded": null, "coverage": null}]',
    'nor what is counted in part'
);

select * from finish();
rollback;
