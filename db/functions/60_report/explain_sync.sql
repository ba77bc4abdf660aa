-- room: report    audience: public    calls: check_run_arguments run_entities unfinished_sync entity_levels explain_entity
create function lockstep.explain_sync(
    entities text[] default '{}',
    options  jsonb  default '{}'
)
    returns table (
        entity        text,
        level         integer,
        resumes       bigint,
        way           text,
        obstacle      text,
        source_rows   bigint,
        rows_basis    text,
        changed       bigint,
        rows          bigint,
        bytes         bigint,
        is_minimum    boolean,
        segments      bigint,
        seconds       double precision,
        seconds_alone double precision,
        seconds_basis text,
        statements    jsonb,
        locks         jsonb
    )
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_entities text[];
    v_resumes  bigint;
begin
    perform lockstep_private.check_run_arguments('sync', options);
    v_entities := lockstep_private.run_entities('sync', nullif(explain_sync.entities, '{}'));
    v_resumes := lockstep_private.unfinished_sync(v_entities, options);
    return query
    select
        l.entity, l.level, v_resumes, e.way, e.obstacle, e.source_rows, e.rows_basis, e.changed,
        t.rows, t.bytes, t.is_minimum, e.segments, e.seconds, e.seconds_alone, e.seconds_basis,
        e.statements, e.locks
    from lockstep_private.entity_levels(v_entities) as l
    cross join lateral lockstep_private.explain_entity(l.entity, explain_sync.options) as e
    cross join lateral (
        select
            coalesce(sum(s.rows), 0)::bigint as rows,
            coalesce(sum(s.bytes), 0)::bigint as bytes,
            count(*) > count(s.rows) as is_minimum
        from jsonb_to_recordset(e.statements) as s (rows bigint, bytes bigint)
    ) as t
    order by l.level, l.entity;
end;
$body$;

comment on function lockstep.explain_sync is
    'What start_run(''sync'', entities, options => options) and its steps would do; starts no run, '
    'writes nothing. resumes: a run that did not end and would be taken up instead. way: first '
    'load, whole (compared in one look), ranges (piece by piece), watermark; obstacle: why not by '
    'watermark. source_rows: looked at, about, by rows_basis; changed: rows that differed in that '
    'run. rows, bytes: what would travel, about; is_minimum: at least that, as nobody knows what '
    'changed. seconds: of all sessions together, by seconds_basis; seconds_alone: how much of that '
    'no two can share. statements: purpose, times, rows, bytes and sql of what is asked of the '
    'source. locks: table locks of its steps. Raises LSE01, LSJ01, LSJ02 and LSJ03.';
