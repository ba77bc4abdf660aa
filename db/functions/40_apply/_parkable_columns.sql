-- room: apply    audience: private    calls: update_columns parked_value_sql
--
-- Of each unique index or exclusion constraint, the column that is parked most easily; and of which
-- columns a change makes that necessary. A constraint that waits needs it as well, as soon as
-- another row of the batch fails and the rows are written in pieces.
create function lockstep_private.parkable_columns(shape lockstep_private.shape)
    returns table (name text, value_sql text, watched text[])
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with member as (
        select
            i.indexrelid,
            a.attname::text as name,
            lockstep_private.parked_value_sql(shape, a, i) as value_sql,
            a.attnotnull
        from pg_index as i
        join pg_attribute as a on a.attrelid = i.indrelid and a.attnum > 0 and not a.attisdropped
        where i.indrelid = shape.target::regclass
            and (i.indisunique or i.indisexclusion)
            and i.indisvalid
            and a.attname in (select c.name from lockstep_private.update_columns(shape) as c)
            and (
                a.attnum = any ((i.indkey::smallint[])[0:i.indnkeyatts - 1])
                or (i.indexprs is not null and exists (
                    select
                    from pg_depend as d
                    where d.classid = 'pg_class'::regclass
                        and d.objid = i.indexrelid
                        and d.refclassid = 'pg_class'::regclass
                        and d.refobjid = i.indrelid
                        and d.refobjsubid = a.attnum
                ))
            )
    ),
    chosen as (
        select distinct on (m.indexrelid) m.indexrelid, m.name, m.value_sql
        from member as m
        where m.value_sql is not null and m.name <> all (shape.target_keys)
        order by m.indexrelid, m.value_sql = 'null' desc, m.name
    )
    select c.name, min(c.value_sql), array_agg(distinct m.name order by m.name)
    from chosen as c
    join member as m on m.indexrelid = c.indexrelid
    group by c.name;
$body$;

comment on function lockstep_private.parkable_columns is
    'Mapped columns by which target rows can be taken out of the way of each other, and the value '
    'that does it, over t, and p of projected.';
