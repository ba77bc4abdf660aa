-- room: validate    audience: private    calls: nothing
create function lockstep_private.finding_of(
    "check"      text,
    level        text,
    entity       text,
    subject      text,
    detail       text,
    remedy       text default null,
    rows         bigint default null,
    example_keys jsonb default '[]'
)
    returns lockstep_private.finding
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select row(
        finding_of."check",
        level,
        entity,
        detail,
        remedy,
        concat_ws(':', finding_of."check", entity, subject),
        rows,
        coalesce(example_keys, '[]')
    )::lockstep_private.finding;
$body$;

comment on function lockstep_private.finding_of is
    'A finding with its key: the check, the entity, and what of it it is about.';
