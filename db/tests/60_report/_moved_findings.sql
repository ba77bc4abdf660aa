begin;
select plan(4);

-- given: a run of six entities
insert into lockstep_state.run (id, kind, entities) overriding system value values (-1, 'sync', '{a}'), (-2, 'sync', '{a}');
insert into lockstep_state.run_entity (run, entity, level, since, obstacle)
values (-1, 'a', 0, '2024-01-02 03:04+00', null), (-1, 'b', 0, '2024-01-02 02:00+00', null), (-1, 'c', 0, null, 'it is a view'),
    (-1, 'd', 0, null, 'it is a view'), (-1, 'e', 0, null, 'it is new'), (-1, 'f', 0, null, null), (-2, 'a', 0, '2024-01-02 03:04+00', null);

-- behaviour
select results_eq(
    'select f.entity, f.detail, f.remedy from lockstep_private.moved_findings(-1) as f',
    $$values
        (null, 'only rows of 2 entities moved since 2024-01-02 02:00 UTC were looked at, not what was deleted or changed here', 'to look at all rows: lockstep sync'),
        (null, 'all rows of c, d were looked at: it is a view', null),
        ('e', 'all rows were looked at: it is new', null)$$,
    'says what was not looked at, and where all was, and why'
);
select results_eq(
    'select f.entity, f.detail, f.remedy from lockstep_private.moved_findings(-2) as f',
    $$values ('a', 'only rows moved since 2024-01-02 03:04 UTC were looked at, not what was deleted or changed here', 'to look at all rows: lockstep sync a')$$,
    'of a single entity by its name'
);
select is_empty('select from lockstep_private.moved_findings(-3)', 'and nothing of other runs');

-- behaviour: muted
insert into lockstep_state.muted_finding (key, reason) values ('watermark:moved', 'known');
select results_eq(
    $$select f.detail from lockstep_private.report_findings(-1) as f where f."check" = 'watermark' order by 1$$,
    $$values ('all rows of c, d were looked at: it is a view'), ('all rows were looked at: it is new')$$, 'can be silenced'
);

select * from finish();
rollback;
