-- room: report    audience: private    calls: entity_shape expected_moves sync_way expected_size sync_segments expected_seconds sync_statements sync_locks entity_row empty_entities
create function lockstep_private.explain_entity(
    entity            text,
    options           jsonb,
    out way           text,
    out obstacle      text,
    out source_rows   bigint,
    out rows_basis    text,
    out changed       bigint,
    out segments      bigint,
    out seconds       double precision,
    out seconds_alone double precision,
    out seconds_basis text,
    out statements    jsonb,
    out locks         jsonb
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_shape lockstep_private.shape := lockstep_private.entity_shape(entity);
    r_moves record;
    r_moved lockstep_private.scope;
begin
    r_shape.batch_rows := coalesce((options ->> 'batch_rows')::integer, r_shape.batch_rows);
    r_moves := lockstep_private.expected_moves(r_shape, options);
    r_moved := r_moves.moved;
    obstacle := r_moves.obstacle;
    way := lockstep_private.sync_way(r_shape, r_moved.kind is not null);
    select s.rows, s.rows_basis, s.changed
    into source_rows, rows_basis, changed
    from lockstep_private.expected_size(r_shape, way, r_moved) as s;
    segments := lockstep_private.sync_segments(r_shape, way, source_rows);
    select s.seconds, s.alone, s.basis
    into seconds, seconds_alone, seconds_basis
    from lockstep_private.expected_seconds(
        entity,
        case way when 'watermark' then 'moved' when 'first load' then 'load' else 'compare' end,
        source_rows
    ) as s;
    statements := lockstep_private.sync_statements(
        r_shape, way, r_moved, segments, source_rows, changed
    );
    locks := lockstep_private.sync_locks(
        r_shape,
        way in ('whole', 'ranges')
            and (lockstep_private.entity_row(entity)).on_delete = 'delete',
        coalesce((options ->> 'fast_first_load')::boolean, false)
            and exists (select from lockstep_private.empty_entities(array[entity]))
    );
end;
$body$;

comment on function lockstep_private.explain_entity is
    'What a sync with these options would do with one entity: see explain_sync.';
