-- room: report    audience: public    calls: entity_row run_status reject_remedy
create function lockstep.reject_causes(
    entities    text[] default null,
    run         bigint default null,
    with_values boolean default false
)
    returns table (
        entity       text,
        operation    text,
        reason       text,
        sqlstate     text,
        "constraint" text,
        "column"     text,
        message      text,
        rows         bigint,
        example_keys jsonb,
        remedy       text
    )
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    perform lockstep_private.entity_row(n.name) from unnest(entities) as n (name);
    perform lockstep_private.run_status(reject_causes.run) where reject_causes.run is not null;

    return query
    select
        g.entity, g.operation, g.reason, g.sqlstate, g.constraint_name, g.column_name,
        case
            when g.reason <> 'trigger' or g.sqlstate = '02000' or with_values then g.message
            else 'refused by a trigger or function'
        end,
        g.rows,
        g.example_keys,
        lockstep_private.reject_remedy(
            g.entity, g.operation, g.reason, g.sqlstate, g.constraint_name,
            coalesce(g.label, g.column_name), g.missing
        )
    from (
        select
            r.entity, r.operation, r.reason, r.sqlstate, r.constraint_name, r.column_name,
            min(r.message) as message,
            count(*) as rows,
            to_jsonb((array_agg(r.source_key order by r.id))[1:5]) as example_keys,
            to_jsonb((
                array_agg(distinct r.unresolved -> f.label) filter (where f.label is not null)
            )[1:5]) as missing,
            f.label
        from lockstep_state.reject as r
        join lockstep_state.entity as e on e.name = r.entity
        left join lockstep_state.entity_ref as f
            on f.entity = r.entity and f.name = r.column_name and r.unresolved ? f.label
        where r.closed_at is null
            and (r.entity = any (entities) or entities is null)
            and (
                reject_causes.run between r.first_run and r.last_run or reject_causes.run is null
            )
        group by
            r.entity, r.operation, r.reason, r.sqlstate, r.constraint_name, r.column_name, f.label
    ) as g
    order by
        g.entity, g.rows desc, g.reason, g.sqlstate, g.constraint_name, g.column_name, g.label;
end;
$body$;

comment on function lockstep.reject_causes is
    'Open rejects grouped by cause, with up to five keys each and what to do about them. run: '
    'those that were open in that run; with_values: with what triggers said, which may quote the '
    'row. Raises LSE01 and LSJ05.';
