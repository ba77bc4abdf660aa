begin;
select plan(7);

-- given
select near.define_visits();
create function pg_temp.scope(segment jsonb)
    returns text
    language sql
as $body$
    select format('%s | %s | %s | %s', c.kind, c.source_sql, c.ledger_sql, c.is_partial)
    from lockstep_private.segment_scope(
        lockstep_private.entity_shape('visits'), jsonb_populate_record(null::lockstep_state.segment, segment)
    ) as c
$body$;

-- behaviour
select is(pg_temp.scope('{"kind": "range", "lower": 10, "upper": 20}'), 'range | s.id >= 10 and s.id < 20 | l.source_key >= 10 and l.source_key < 20 | f', 'a range');
select is(pg_temp.scope('{"kind": "range", "upper": 20}'), 'range | s.id < 20 | l.source_key < 20 | f', 'open at one end');
select is(pg_temp.scope('{"kind": "all"}'), 'all | true | true | f', 'everything');
select is(pg_temp.scope('{"kind": "keys", "keys": [["1"], ["2"]]}'), 'keys | s.id = any (''{1,2}''::bigint[]) | l.source_key = any (''{1,2}''::bigint[]) | f', 'some keys');
select is(
    pg_temp.scope('{"kind": "since", "keys": {"column": "changed at", "since": "2024-01-01 00:00:00Z"}}'),
    'since | s."changed at" >= ''2024-01-01 00:00:00Z'' | true | t', 'what moved'
);
select is(
    pg_temp.scope('{"kind": "since", "keys": {"column": "changed_at", "since": "2024-01-01 00:00:00Z", "with_nulls": true}}'),
    'since | (s.changed_at >= ''2024-01-01 00:00:00Z'' or s.changed_at is null) | true | t', 'and what cannot tell'
);

-- behaviour: the source looks for them
select matches(
    near.plan_of(
        (select format('select s.id, min(s.changed_at), count(*) from lockstep_mapping.visits_source as s where %s group by s.id', c.source_sql)
        from lockstep_private.segment_scope(
            lockstep_private.entity_shape('visits'), jsonb_populate_record(
                null::lockstep_state.segment, '{"kind": "since", "keys": {"column": "changed_at", "since": "2024-01-01 00:00:00Z", "with_nulls": true}}'
            )
        ) as c),
        'lockstep_private.find_changes'
    ),
    '^Foreign Scan\s.*Relations: Aggregate on.*WHERE \(+changed_at >= ''2024-01-01 00:00:00\+00''[^)]*\) OR \(changed_at IS NULL\)',
    'the source leaves out the others'
);

select * from finish();
rollback;
