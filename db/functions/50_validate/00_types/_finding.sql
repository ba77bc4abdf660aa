-- room: validate    audience: private    calls: nothing
create type lockstep_private.finding as (
    "check"      text,
    level        text,
    entity       text,
    detail       text,
    remedy       text,
    key          text,
    rows         bigint,
    example_keys jsonb
);

comment on type lockstep_private.finding is
    'What a check has to say. key: stable, to mute it by; rows: how many it concerns; '
    'example_keys: up to five of their keys, of the source where known, else of the target.';
