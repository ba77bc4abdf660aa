-- room: validate    audience: private    calls: nothing
create function lockstep_private.owned_sequences(target text)
    returns table (column_name text, sequence regclass, increment bigint, is_unique boolean)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        a.attname::text,
        d.objid::regclass,
        s.seqincrement,
        exists (
            select
            from pg_index as i
            where i.indrelid = a.attrelid and i.indisunique and a.attnum = any (i.indkey)
        )
    from pg_depend as d
    join pg_sequence as s on s.seqrelid = d.objid
    join pg_attribute as a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    where d.classid = 'pg_class'::regclass
        and d.refclassid = 'pg_class'::regclass
        and d.refobjid = to_regclass(owned_sequences.target)
        and d.refobjsubid > 0
        and d.deptype in ('a', 'i')
    order by a.attnum;
$body$;

comment on function lockstep_private.owned_sequences is
    'Sequences that belong to columns of a table, as serial or identity; is_unique: a value that '
    'comes twice is refused.';
