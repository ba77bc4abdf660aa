-- room: report    audience: public    calls: nothing
create view lockstep.logs as
select l.id, l.at, l.run, r.kind, l.entity, l.level, l.message, l.detail, l.xid
from lockstep_state.log as l
left join lockstep_state.run as r on r.id = l.run;

comment on view lockstep.logs is
    'What happened, without row content. kind: of the run. xid: the transaction that wrote it; who '
    'follows takes what pg_visible_in_snapshot(xid, …) did not show in the snapshot of his last '
    'look, since entries commit in another order than that of their numbers.';
