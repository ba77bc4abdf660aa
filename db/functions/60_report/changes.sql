-- room: report    audience: public    calls: run_status run_entities
create function lockstep.changes(run bigint)
    returns table (
        entity      text,
        source_rows bigint,
        insert      bigint,
        update      bigint,
        conflict    bigint,
        drift       bigint,
        missing     bigint,
        delete      bigint,
        differing   bigint,
        percent     numeric,
        is_partial  boolean
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        e.entity, n.rows, e.insert, e.update, e.conflict, e.drift, e.missing, e.delete, n.differing,
        case
            when r.options ? 'since' or r.options -> 'partial' ? e.entity then null
            when n.differing = 0 then 0
            else round(100.0 * n.differing / (n.rows + e.delete), 4)
        end,
        coalesce(r.options -> 'partial' ? e.entity, false)
    from lockstep_state.run as r
    join lockstep.run_entities as e on e.run = r.id
    cross join lateral (
        select
            e.source_rows - coalesce(e.excluded, 0) as rows,
            e.insert + e.update + e.conflict + e.drift + e.missing + e.delete as differing
    ) as n
    where r.id = changes.run and lockstep_private.run_status(changes.run) is not null
    order by e.level, e.entity;
$body$;

comment on function lockstep.changes is
    'What a detect (or any other comparison) found, entity by entity. source_rows: looked at, '
    'without those that the filter excludes; percent: differing of all rows, those that are gone '
    'included; null if not all were looked at: since a time, or until it had found enough '
    '(is_partial: there may be more). Raises LSJ05.';
