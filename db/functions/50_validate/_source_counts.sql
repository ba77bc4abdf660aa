-- room: validate    audience: private    calls: entity_row
create function lockstep_private.source_counts(
    shape lockstep_private.shape,
    out source_rows bigint,
    out excluded    bigint
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set cpu_operator_cost = 1
    set cpu_tuple_cost = 1
as $body$
declare
    r_entity lockstep_state.entity := lockstep_private.entity_row(shape.entity);
    v_base   regclass := to_regclass(r_entity.base_table);
begin
    execute format('select count(*) from %s as s', shape.source) into source_rows;
    excluded := 0;
    if r_entity.source_filter and v_base is not null then
        execute format('select count(*) from %s as s', v_base)
        into excluded;
        excluded := greatest(excluded - source_rows, 0);
    end if;
end;
$body$;

comment on function lockstep_private.source_counts is
    'Rows of the source view, and rows of its base table that it leaves out, counted by the '
    'source in one snapshot.';
