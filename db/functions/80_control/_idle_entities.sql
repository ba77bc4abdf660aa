-- room: control    audience: private    calls: any_moved_sql moved_sql
--
-- A row that was refused is tried again even if it did not move. What the transaction reads must be
-- newer than the look: see drop_look().
create function lockstep_private.idle_entities(run bigint)
    returns text[]
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set jit = off
as $body$
declare
    v_sql      text;
    v_entities text[];
begin
    select string_agg(
        format(
            'select %L where (%s) is null',
            e.name,
            lockstep_private.any_moved_sql(
                format('lockstep_mapping.%I', e.name || '_source'),
                lockstep_private.moved_sql(e.watermark, r.since::text, true)
            )
        ),
        ' union all ' order by e.name
    )
    into v_sql
    from lockstep_state.run_entity as r
    join lockstep_state.entity as e on e.name = r.entity
    where r.run = idle_entities.run
        and r.since is not null
        and (r.look ->> 'noted_at')::timestamptz < now()
        and not exists (
            select
            from lockstep_state.reject as x
            where x.entity = e.name and x.operation = 'write' and x.closed_at is null
        );
    if v_sql is not null then
        execute format('select array_agg(x.entity) from (%s) as x (entity)', v_sql)
        into v_entities;
    end if;

    return coalesce(v_entities, array[]::text[]);
end;
$body$;

comment on function lockstep_private.idle_entities is
    'Entities of a sync by watermark of which no row moved since the last one, and none waits to '
    'be tried again.';
