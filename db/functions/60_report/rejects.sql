-- room: report    audience: public    calls: nothing
create view lockstep.rejects as
select
    r.id,
    r.entity,
    r.source_key,
    r.operation,
    r.reason,
    r.sqlstate,
    r.constraint_name,
    r.column_name,
    case
        when r.reason <> 'trigger'
            or has_table_privilege('lockstep_state.reject', 'select') then r.message
    end as message,
    r.first_run,
    r.last_run,
    r.first_at,
    r.last_at,
    r.closed_at
from lockstep_state.reject as r;

comment on view lockstep.rejects is
    'Source rows that could not be written, with the reason; closed_at is set once they healed. '
    'What a trigger said is only for those who may read the table itself.';
