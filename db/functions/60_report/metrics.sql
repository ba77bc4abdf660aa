-- room: report    audience: public    calls: entity_metrics run_metrics active_workers findings deployments
create view lockstep.metrics as
select n.name, m.labels, m.value, n.type, n.help
from (
    values
        ('lockstep_build_info', 'gauge', 'Version that is deployed.'),
        (
            'lockstep_entity_lag_seconds', 'gauge',
            'Time since the begin of the last completed sync of the entity: how old its rows '
                'may be.'
        ),
        (
            'lockstep_entity_last_success_timestamp_seconds', 'gauge',
            'End of the last completed sync of the entity: any, or one that looked at all of '
                'its rows.'
        ),
        ('lockstep_entity_rows', 'gauge', 'Rows of the entity when all were looked at last.'),
        ('lockstep_entity_open_rejects', 'gauge', 'Rows that cannot be written or deleted now.'),
        (
            'lockstep_last_run_success', 'gauge',
            '1 if the last run that ended is completed, 0 if it failed or was cancelled.'
        ),
        ('lockstep_last_run_timestamp_seconds', 'gauge', 'End of the last run that ended.'),
        ('lockstep_last_run_duration_seconds', 'gauge', 'How long it took.'),
        ('lockstep_last_run_rows', 'gauge', 'Rows that it compared, wrote, and could not write.'),
        ('lockstep_last_run_rows_per_second', 'gauge', 'Rows that it compared in a second.'),
        ('lockstep_active_runs', 'gauge', 'Runs that are not over.'),
        (
            'lockstep_silent_seconds', 'gauge',
            'Time since the last sign of life of a running run, the longest; 0 if there is none.'
        ),
        ('lockstep_workers', 'gauge', 'Sessions that work on a segment now.'),
        (
            'lockstep_validation_findings', 'gauge',
            'What the last completed validation found and nobody muted.'
        ),
        ('lockstep_runs_total', 'counter', 'Runs that ended.'),
        ('lockstep_rows_compared_total', 'counter', 'Rows that were compared.'),
        ('lockstep_rows_written_total', 'counter', 'Target rows that were written or deleted.'),
        (
            'lockstep_rows_refused_total', 'counter',
            'Rows that could not be written or deleted, once for each run.'
        ),
        ('lockstep_rows_differing_total', 'counter', 'Rows that were found to differ.'),
        ('lockstep_work_seconds_total', 'counter', 'Time that sessions worked, added up.')
) as n (name, type, help)
join (
    select c.name, c.labels, c.value from lockstep_state.counter as c
    union all
    select e.name, e.labels, e.value from lockstep_private.entity_metrics as e
    union all
    select r.name, r.labels, r.value from lockstep_private.run_metrics as r
    union all
    select 'lockstep_workers', '{}', count(*) from lockstep.active_workers
    union all
    select 'lockstep_validation_findings', jsonb_build_object('level', f.level), count(*)
    from lockstep.findings as f
    where not f.is_muted and f.run = (
        select max(r.id)
        from lockstep_state.run as r
        where r.kind = 'validate' and r.status = 'completed'
    )
    group by f.level
    union all
    (
        select 'lockstep_build_info', jsonb_build_object('version', d.version), 1
        from lockstep.deployments as d
        order by d.id desc
        limit 1
    )
) as m on m.name = n.name;

comment on view lockstep.metrics is
    'Measures for Prometheus and its like: name, labels (an object of texts), value, type (gauge '
    'or counter), help. lockstep metrics prints them in its text format. Counters go on over runs '
    'that were pruned.';
