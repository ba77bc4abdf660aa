-- Rows at the source, counted there.
begin;
select plan(5);

-- given
insert into far.office select g, 'office ' || g, 'town' from generate_series(1, 10) as g;
select lockstep.define_entity('offices', 'select * from far.office where id > 3', '{id}',
    'near.offices', '{"name": "s.name", "town": "s.town"}');

-- behaviour
select results_eq(
    $$select * from lockstep_private.source_counts(lockstep_private.entity_shape('offices'))$$,
    'values (7::bigint, 3::bigint)',
    'rows that the filter admits, and those that it leaves out'
);
select matches(
    near.plan_of(
        'select count(*) from lockstep_mapping.offices_source as s', 'lockstep_private.source_counts'::regproc
    ),
    '^Foreign Scan\s.*Relations: Aggregate on', 'the source counts'
);
select matches(
    near.plan_of(
        lockstep_private.apart_sql(lockstep_private.entity_shape('offices')),
        'lockstep_private.find_apart'::regproc
    ),
    'Remote SQL: SELECT (r\d+\.)?id FROM public\.office', 'and sends only its keys to be held against the ledger'
);
select unalike(
    near.plan_of(
        lockstep_private.apart_sql(lockstep_private.entity_shape('offices')),
        'lockstep_private.find_apart'::regproc
    ),
    '%Nested Loop%', 'all at once'
);
select near.define_words();
select results_eq(
    $$select * from lockstep_private.source_counts(lockstep_private.entity_shape('words'))$$,
    'values (0::bigint, 0::bigint)',
    'nothing is left out without a filter'
);

select * from finish();
rollback;
