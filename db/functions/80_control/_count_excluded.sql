-- room: control    audience: private    calls: entity_row count_source
create function lockstep_private.count_excluded(shape lockstep_private.shape)
    returns bigint
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when e.source_filter and to_regclass(e.base_table) is not null then greatest(
            lockstep_private.count_source(e.base_table, 'true')
                - lockstep_private.count_source(shape.source, 'true'),
            0
        )
        else 0
    end
    from lockstep_private.entity_row(shape.entity) as e;
$body$;

comment on function lockstep_private.count_excluded is
    'Rows of the base table that the source''s SELECT leaves out, both counted in one snapshot.';
