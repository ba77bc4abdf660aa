-- room: kernel    audience: public    calls: nothing
create view lockstep.deployments as
select
    d.id,
    d.version,
    d.files_hash,
    d.deployed_at,
    d.deployed_by
from lockstep_state.deployment as d;

comment on view lockstep.deployments is
    'Each time functions and rights were laid; the last one is what is installed.';
