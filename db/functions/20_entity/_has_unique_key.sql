-- room: entity    audience: private    calls: entity_row
create function lockstep_private.has_unique_key(entity text)
    returns boolean
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select exists (
        select
        from lockstep_private.entity_row(has_unique_key.entity) as e
        cross join lockstep_state.link as l
        join lockstep_state.linked_table as t on t.link = l.name
        where not e.source_filter
            and e.base_table = format('%I.%I', l.local_schema, t.local_table)
            and t.kind in ('table', 'partitioned table')
            and t.primary_key @> e.source_key
            and t.primary_key <@ e.source_key
    );
$body$;

comment on function lockstep_private.has_unique_key is
    'Whether the source is a plain linked table with this very primary key.';
