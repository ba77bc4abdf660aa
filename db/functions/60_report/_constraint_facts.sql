-- room: report    audience: private    calls: nothing
create function lockstep_private.constraint_facts(
    target          text,
    name            text,
    out on_table    text,
    out on_columns  text,
    out definition  text
)
    returns setof record
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        f.on_table,
        (
            select string_agg(a.attname, ', ' order by k.ordinal)
            from unnest(f.columns) with ordinality as k (number, ordinal)
            join pg_attribute as a on a.attrelid = f.relation and a.attnum = k.number
        ),
        f.definition
    from (
        select
            c.conrelid as relation,
            nullif(c.conrelid, 0)::regclass::text as on_table,
            c.conkey as columns,
            pg_get_constraintdef(c.oid, true) as definition,
            case
                when c.conrelid = to_regclass(target) then 1
                when c.confrelid = to_regclass(target) then 2
                else 3
            end as rank
        from pg_constraint as c
        where c.conname = constraint_facts.name
        union all
        select
            i.indrelid, i.indrelid::regclass::text, i.indkey::smallint[],
            pg_get_indexdef(i.indexrelid), 4
        from pg_index as i
        join pg_class as x on x.oid = i.indexrelid
        where i.indrelid = to_regclass(target) and x.relname = constraint_facts.name
    ) as f
    order by f.rank, f.relation
    limit 1;
$body$;

comment on function lockstep_private.constraint_facts is
    'Table, columns and text of the constraint or unique index of that name: of the target, of '
    'what refers to it, or of a domain.';
