-- room: validate    audience: public    calls: nothing
create view lockstep.findings as
select
    f.run,
    f.entity,
    f."check",
    f.level,
    f.detail,
    f.remedy,
    f.rows,
    f.example_keys,
    f.key,
    m.key is not null as is_muted
from lockstep_state.finding as f
left join lockstep_state.muted_finding as m on m.key = f.key;

comment on view lockstep.findings is
    'What each validation found, without values of rows. is_muted: somebody has accepted it since.';
