-- room: report    audience: public    calls: nothing
create view lockstep.adoption_issues as
select
    i.run,
    i.entity,
    i.reason,
    i.way,
    i.source_key,
    i.target_key,
    i.before is not null as is_deleted
from lockstep_state.adoption_issue as i;

comment on view lockstep.adoption_issues is
    'Claims on target rows that the last adoption of each entity could not follow, by whom (way) '
    'and why: duplicate (another row of the same source key was adopted), gone (the source has no '
    'such row), taken (the row is another source key''s), null_key, malformed (no such key can '
    'be); nothing (there is no such row: its key is kept for it) and stale (the source key has '
    'another row) need nothing done.';
