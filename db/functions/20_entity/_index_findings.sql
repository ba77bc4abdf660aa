-- room: entity    audience: private    calls: source_origins
create function lockstep_private.index_findings(entity lockstep_state.entity)
    returns table ("check" text, level text, entity_name text, detail text, remedy text, key text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        'source_index',
        case when t.estimated_rows > 10000 then 'warning' else 'info' end,
        entity.name,
        format(
            'the source has no index on %s of %s.%s that begins with %s: each segment reads the '
            'whole table',
            w.what, t.remote_schema, t.remote_table, f.attname
        ),
        'ask the owner of the source for one, or take larger segments (batch_rows)',
        format('source_index:%s:%s', entity.name, w.what)
    from (
        values ('the key', (entity).source_key[1]), ('the watermark', (entity).watermark)
    ) as w (what, name)
    join pg_attribute as a
        on a.attrelid = format('lockstep_mapping.%I', (entity).name || '_source')::regclass
        and a.attname = w.name
    join lockstep_private.source_origins(a.attrelid) as o on o.ordinal = a.attnum
    join pg_attribute as f on f.attrelid = o.origin and f.attnum = o.origin_column
    join lockstep_state.link as l on true
    join lockstep_state.linked_table as t
        on t.link = l.name
        and to_regclass(format('%I.%I', l.local_schema, t.local_table)) = o.origin
    where t.kind <> 'view'
        and not exists (
            select
            from jsonb_array_elements(t.indexes) as i
            where i -> 'columns' ->> 0 = f.attname
        );
$body$;

comment on function lockstep_private.index_findings is
    'Indexes that the source lacks for reading segments or recent changes.';
