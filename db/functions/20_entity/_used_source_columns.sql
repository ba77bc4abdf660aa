-- room: entity    audience: private    calls: source_origins
--
-- What is NOT NULL in a table may be NULL behind an outer join (`:jointype` 1 to 3 in the text of
-- the rule): of a query that has one, nothing is promised but its key.
create function lockstep_private.used_source_columns(entity lockstep_state.entity)
    returns table (
        name         text,
        type         text,
        is_not_null  boolean,
        is_as_text   boolean,
        is_shippable boolean
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with origin as materialized (
        select o.*
        from lockstep_private.source_origins(
            format('lockstep_mapping.%I', (entity).name || '_source')::regclass
        ) as o
    )
    select
        a.attname::text,
        format_type(a.atttypid, null),
        coalesce(f.attnotnull, false)
            and (a.attname = any ((entity).source_key) or not exists (
                select
                from pg_rewrite as w
                where w.ev_class = a.attrelid and w.ev_action::text ~ ':jointype [123] '
            )),
        coalesce(l.is_as_text, false),
        coalesce(l.is_shippable, true)
    from pg_attribute as a
    left join origin as o on o.ordinal = a.attnum
    left join pg_attribute as f on f.attrelid = o.origin and f.attnum = o.origin_column
    left join (
        lockstep_state.linked_column as l
        join lockstep_state.linked_table as t using (link, remote_schema, remote_table)
        join lockstep_state.link as k on k.name = l.link
    )
        on l.name = f.attname
        and o.origin = to_regclass(format('%I.%I', k.local_schema, t.local_table))
    where a.attrelid = format('lockstep_mapping.%I', (entity).name || '_source')::regclass
        and a.attnum > 0
        and (
            a.attname = any ((entity).source_key)
            or exists (
                select
                from pg_rewrite as w
                join pg_depend as d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
                where w.ev_class =
                        format('lockstep_mapping.%I', (entity).name || '_projection')::regclass
                    and d.refobjid = a.attrelid
                    and d.refobjsubid = a.attnum
            )
        );
$body$;

comment on function lockstep_private.used_source_columns is
    'The columns of an entity''s source view that its projection reads or that identify its rows.';
