-- room: report    audience: public    calls: run_status entity_shape unlike_rows
create function lockstep.differing_rows(
    run         bigint,
    most        integer default 20,
    with_values boolean default false
)
    returns table (
        entity     text,
        source_key jsonb,
        found      text,
        state      text,
        sqlstate   text,
        columns    jsonb
    )
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_entity  record;
    v_options jsonb;
begin
    perform lockstep_private.run_status(differing_rows.run);
    select r.options into v_options from lockstep_state.run as r where r.id = differing_rows.run;
    for r_entity in
        select d.entity as name, jsonb_agg(d.source_key order by d.place) as keys
        from (
            select
                x.*,
                row_number() over (
                    partition by x.entity
                    order by length(x.source_key::text), x.source_key::text
                ) as place
            from lockstep_state.difference as x
            where x.run = differing_rows.run
        ) as d
        join lockstep_state.entity as e on e.name = d.entity
        where d.place <= most
        group by d.entity
        order by d.entity
    loop
        return query
        select d.entity, d.source_key, d.state, u.state, u.sqlstate, u.columns
        from lockstep_private.unlike_rows(
            lockstep_private.entity_shape(r_entity.name), r_entity.keys, v_options, with_values
        ) as u
        right join lockstep_state.difference as d on d.source_key = u.source_key
        where d.run = differing_rows.run
            and d.entity = r_entity.name
            and d.source_key in (select k.key from jsonb_array_elements(r_entity.keys) as k (key))
        order by length(d.source_key::text), d.source_key::text;
    end loop;
end;
$body$;

comment on function lockstep.differing_rows is
    'The first rows that a run has found different, at most so many of each entity, as they are '
    'now: found (state then), state (now, without the ledger: missing, update, delete; null if '
    'they agree), sqlstate (of a row that cannot be transformed), columns: [{"column", '
    '"expected", "actual"}] that differ, with values only with_values. Raises LSJ05.';
