-- Content of target rows against what the mapping makes of the source.
begin;
select plan(7);

-- given
insert into far.office select g, 'office ' || g, 'town' from generate_series(1, 10) as g;
select near.define_offices();
select near.go();
create function pg_temp.standing(sample numeric, looked_at bigint, differing bigint)
    returns lockstep_private.standing
    language sql
as $$
    select jsonb_populate_record(null::lockstep_private.standing, jsonb_build_object(
        'source_rows', 1000, 'apart', 0, 'unsynced', 0, 'rejected', 0, 'lost', 0, 'gone', 0,
        'repeated', 0, 'surplus', 0, 'min_success', 100, 'sample', standing.sample,
        'looked_at', standing.looked_at, 'differing', standing.differing
    ))
$$;

-- behaviour
select is_empty($$select * from near.findings('offices', 'content')$$, 'content that is the same');
update near.offices set town = town || ' ' where name in ('office 2', 'office 3');
select results_eq(
    $$select * from near.findings('offices', 'content')$$,
    $$values ('error', 'content:offices:differs', 2::bigint, '[["2"], ["3"]]'::jsonb)$$,
    'a blank at the end is another content'
);
select results_eq(
    $$select level from near.findings('offices', 'content', 80)$$,
    $$values ('warning')$$,
    'tolerated, where 8 of 10 are enough'
);
select results_eq(
    $$
    select f.level, f.detail
    from lockstep_private.content_findings(
        lockstep_private.entity_shape('offices'), pg_temp.standing(0.1, 100, 0)
    ) as f
    $$,
    $$values ('info', '100 of 1000 rows were compared, chosen by a hash of their key, and 0 differ: '
        'with 95 % confidence at most 3 % of all do')$$,
    'a sample says how far it can be trusted'
);
select results_eq(
    $$
    select f.level, f.key
    from lockstep_private.content_findings(
        lockstep_private.entity_shape('offices'), pg_temp.standing(0.1, 0, 0)
    ) as f
    $$,
    $$values ('warning', 'content:offices:unseen')$$,
    'and that it saw nothing'
);
select results_eq(
    $$
    select f.level, f.rows
    from lockstep_private.success_finding(
        lockstep_private.entity_shape('offices'), pg_temp.standing(0.1, 100, 1)
    ) as f
    $$,
    $$values ('error', 10::bigint)$$,
    'one of a hundred is ten of a thousand'
);

select is(
    lockstep_private.failed_rows(pg_temp.standing(0.3, 300, 1)), 4::bigint, 'a share of a row is a row'
);

select * from finish();
rollback;
