-- What runs leave in the log.
begin;
select plan(16);

-- given: visits in three segments, an office that cannot be written
insert into far.visit (id, note) select i, 'hush ' || i from generate_series(1, 25) as i;
insert into far.office values (1, 'hush one', null), (2, null, 'hush'), (3, null, null);
select near.define_visits(batch_rows => 10);
select near.define_offices();
update lockstep_state.entity set defined_at = now() - interval '1 day';
create function pg_temp.said(run bigint, entity text)
    returns table (level text, message text, detail jsonb)
    language sql
as $body$
    select l.level, l.message, l.detail - 'seconds' - 'segment'
    from lockstep.logs as l
    where l.run = said.run and l.entity is not distinct from said.entity
    order by l.id;
$body$;

-- behaviour: a sync
select near.go();
select near.last_run() as run \gset
select results_eq(
    format($$select * from pg_temp.said(%s, 'visits')$$, :run),
    $$
    values
        ('debug', 'entity started', '{}'::jsonb),
        ('info', 'entity finished', '{"rows": 25, "insert": 25, "written": 25, "rejected": 0,
            "books": {"extra": 0, "source": 25, "synced": 25, "excluded": 0, "open_rejects": 0}}')
    $$,
    'an entity starts, and is through with its counts'
);
select results_eq(
    format($$select * from pg_temp.said(%s, 'offices')$$, :run),
    $$
    values
        ('debug', 'entity started', '{}'::jsonb),
        ('warning', 'rows refused in a segment', '{"work": "range", "rows": 3, "written": 1, "rejected": 2}'),
        ('info', 'entity finished', '{"rows": 3, "insert": 3, "written": 1, "rejected": 2,
            "books": {"extra": 0, "source": 3, "synced": 1, "excluded": 0, "open_rejects": 2}}'),
        ('warning', 'rows rejected', '{"operation": "write", "reason": "constraint", "sqlstate": "23502",
            "column": "name", "rows": 2, "new": 2}')
    $$,
    'refused rows are told at once, and by cause at the end'
);
select results_eq(
    format('select * from pg_temp.said(%s, null)', :run),
    $$
    values
        ('info', 'sync started', '{"options": {}, "entities": 2}'::jsonb),
        ('info', 'run completed', '{"rows": 28, "insert": 28, "written": 26, "rejected": 2}')
    $$,
    'the run starts, and ends with what it did'
);
select is_empty(
    $$select from lockstep.logs as l where l.detail::text || l.message ~ 'hush'$$, 'no entry holds content of rows'
);
select is_empty(
    format('select from lockstep.logs as l where l.run = %s and l.kind is distinct from ''sync''', :run), 'an entry knows the kind of its run'
);
select is_empty(
    'select from lockstep.logs as l where l.xid <> pg_current_xact_id()', 'and the transaction that wrote it'
);

-- behaviour: again; a row heals
update far.office set name = 'hush three' where id = 3;
select near.go();
select results_eq(
    format($$select * from pg_temp.said(%s, 'offices') where message = 'rows rejected'$$, near.last_run()),
    $$values ('warning', 'rows rejected', '{"operation": "write", "reason": "constraint", "sqlstate": "23502",
        "column": "name", "rows": 1, "new": 0}'::jsonb)$$,
    'rejects that stay are told as such'
);

-- behaviour: rows that are gone
delete from far.visit where id > 24;
select near.go();
select results_eq(
    format($$select * from pg_temp.said(%s, 'visits') where message ~ 'gone'$$, near.last_run()),
    $$values ('info', 'rows that are gone at the source may be dealt with', '{"of": 25, "gone": 1, "allowed": false}'::jsonb)$$,
    'the guard against mass deletes says what it lets pass'
);

-- behaviour: other kinds
select near.go('compare');
select results_eq(
    format($$select level, message from pg_temp.said(%s, 'visits')$$, near.last_run()),
    $$values ('debug', 'entity started'), ('info', 'entity finished')$$, 'a compare tells the same'
);
select near.go('analyze');
select results_eq(
    format($$select level, message from pg_temp.said(%s, 'visits')$$, near.last_run()),
    $$values ('info', 'entity finished')$$, 'an analysis, that it is through'
);
select near.go('validate');
select results_eq(
    format($$select level, message from pg_temp.said(%s, 'visits')$$, near.last_run()),
    $$values ('debug', 'entity started'), ('info', 'entity finished')$$, 'so does a validation'
);
select lockstep.start_undo(:run, '{visits}', force => true) as undo \gset
select near.finish(:undo);
select results_eq(
    format($$select level, message, detail -> 'delete', detail -> 'written' from pg_temp.said(%s, 'visits')$$, :undo),
    format(
        $$select 'info', 'entity finished', to_jsonb(e.delete), to_jsonb(e.written) from lockstep.run_entities as e where e.run = %s$$,
        :undo
    ),
    'and an undo'
);

-- behaviour: another runner
select lockstep.start_run('sync') as run \gset
select lockstep.step(:run);
select lockstep.resume_run(:run);
select is_empty(format('select from lockstep.logs as l where l.run = %s and l.level = ''warning''', :run), 'a run that is alive is not taken over');
update lockstep_state.run set heartbeat_at = now() - interval '2 minutes' where id = :run;
select lockstep.resume_run(:run);
select results_eq(
    format($$select message, (detail ->> 'silent_seconds')::integer between 120 and 180 from lockstep.logs where run = %s and level = 'warning'$$, :run),
    $$values ('taken over from a runner that gave no sign of life', true)$$, 'one without a sign of life is, when it is resumed'
);
update lockstep_state.run set heartbeat_at = now() - interval '3 minutes' where id = :run;
select is(lockstep.start_run('sync'), :run::bigint, 'or taken up');
select results_eq(
    format($$select level, message, detail ->> 'was' from lockstep.logs where run = %s order by id desc limit 2$$, :run),
    $$values ('info', 'sync resumed', 'running'), ('warning', 'taken over from a runner that gave no sign of life', null)$$,
    'which says what it was before'
);

select * from finish();
rollback;
