-- room: report    audience: public    calls: run_status entity_row entity_shape conflicts_sql
create function lockstep.conflicts(
    run         bigint,
    entities    text[] default null,
    with_values boolean default false
)
    returns table (
        entity     text,
        source_key jsonb,
        state      text,
        "column"   text,
        before     text,
        after      text
    )
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_entity text;
begin
    perform lockstep_private.run_status(run);
    perform lockstep_private.entity_row(n) from unnest(entities) as n;
    for v_entity in
        select e.name
        from lockstep_state.entity as e
        join lockstep_state.run_entity as r on r.entity = e.name
        where r.run = conflicts.run
            and (conflicts.entities is null or e.name = any (conflicts.entities))
        order by r.level, e.name
    loop
        return query
        execute lockstep_private.conflicts_sql(lockstep_private.entity_shape(v_entity))
        using run, coalesce(with_values, false);
    end loop;
end;
$body$;

comment on function lockstep.conflicts is
    'What a run overwrote or deleted at the target: state, and each column that lockstep writes '
    'with what it was and what it became (only with_values; null otherwise). column is null where '
    'nothing differs any more or it cannot be told. entities: null for all. Raises LSE01 and '
    'LSJ05.';
