-- room: report    audience: public    calls: nothing
--
-- Who has claimed a segment has locked its row: its transaction stands there until it commits.
create view lockstep.active_workers as
select distinct on (l.pid)
    s.run,
    l.pid,
    a.usename as role,
    a.application_name as application,
    s.id as segment,
    s.entity,
    s.kind as work,
    s.lower,
    s.upper,
    a.xact_start as since,
    case when a.wait_event_type = 'Lock' then a.wait_event end as waits_for
from lockstep_state.segment as s
join pg_locks as l
    on l.locktype = 'transactionid'
    and l.mode = 'ExclusiveLock'
    and l.granted
    and l.transactionid = s.xmax
left join pg_stat_activity as a on a.pid = l.pid
where not s.is_done
order by l.pid, s.stage desc, s.id desc;

comment on view lockstep.active_workers is
    'Which sessions work on which segment of which run, since when, and what lock they wait for '
    '(null for none): of runners, psql and pg_cron. since and waits_for are null for who may not '
    'see the sessions of others.';
