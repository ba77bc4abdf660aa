-- room: entity    audience: private    calls: entity_link
--
-- The rule of a view tells what it reads: relations of its own (not through other views, whose
-- queries are not looked at), how it folds rows into others, and what depends on the time of day.
create function lockstep_private.watermark_obstacle(entity lockstep_state.entity)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return (
        with source as (
            select
                a.atttypid,
                array(
                    select p.parts[1]::oid
                    from regexp_matches(r.rule, ':rtekind 0 :relid (\d+)', 'g') as p (parts)
                    where p.parts[1]::oid <> a.attrelid
                ) as relations,
                r.rule ~ ':(hasAggs|hasWindowFuncs|hasTargetSRFs|hasRecursive) true'
                    or r.rule ~ ':(groupClause|groupingSets|distinctClause) \('
                    or r.rule ~ ':(setOperations|limitCount|limitOffset) \{' as is_folded,
                r.rule ~ '\{SQLVALUEFUNCTION' or exists (
                    select
                    from regexp_matches(r.rule, '\{FUNCEXPR :funcid (\d+)', 'g') as p (parts)
                    join pg_proc as f on f.oid = p.parts[1]::oid
                    where f.provolatile <> 'i'
                ) as is_unsteady
            from pg_attribute as a
            join pg_rewrite as w on w.ev_class = a.attrelid
            cross join lateral (select w.ev_action::text as rule) as r
            where a.attrelid
                    = to_regclass(format('lockstep_mapping.%I', (entity).name || '_source'))
                and a.attname = (entity).watermark
        )
        select case
            when s.atttypid not in (
                'timestamptz'::regtype, 'timestamp'::regtype, 'date'::regtype
            ) then format('its watermark is no time, but of type %s', format_type(s.atttypid, null))
            when cardinality(s.relations) > 1
                then 'its source reads more than one table, and a watermark tells of one'
            when t.kind is null then 'its source is no linked table'
            when t.kind not in ('table', 'partitioned table')
                then format('its source is a %s there, whose rows change with others', t.kind)
            when s.is_folded
                then 'its source makes one row of several, or leaves out some by others'
            when s.is_unsteady then 'its source calls a function whose result changes with time'
        end
        from source as s
        left join lateral (
            select t.kind
            from pg_class as c
            join lockstep_state.link as l
                on to_regnamespace(quote_ident(l.local_schema)) = c.relnamespace
                and l.name = (
                    select lockstep_private.entity_link(
                        format('lockstep_mapping.%I', (entity).name || '_source')
                    )
                )
            join lockstep_state.linked_table as t
                on t.link = l.name and t.local_table = c.relname
            where c.oid = s.relations[1]
        ) as t on true
    );
end;
$body$;

comment on function lockstep_private.watermark_obstacle is
    'Why rows of an entity can change, or come to be, without a watermark that tells; null if they '
    'cannot, or there is no watermark.';
