-- room: validate    audience: private    calls: nothing
--
-- A cast to varchar(3) cuts what an insert refuses, so lengths of text are left out (-1, as null
-- means char(1) for char). Numbers and times are rounded by both.
create function lockstep_private.mapped_columns(shape lockstep_private.shape)
    returns table (name text, ordinal integer, type text, base_type regtype, category "char")
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        a.attname::text,
        a.attnum::integer,
        format_type(
            a.atttypid,
            case
                when a.atttypid::regtype::text ~ '^(numeric|time|interval)' then a.atttypmod
                else -1
            end
        ),
        b.oid::regtype,
        b.typcategory
    from pg_attribute as p
    join pg_attribute as a
        on a.attrelid = to_regclass(shape.target) and a.attname = p.attname and a.attnum > 0
    cross join lateral (
        with recursive base (oid, next) as (
            select t.oid, t.typbasetype from pg_type as t where t.oid = a.atttypid
            union all
            select t.oid, t.typbasetype
            from base as b
            join pg_type as t on t.oid = b.next
        )
        select t.oid, t.typcategory
        from base as b
        join pg_type as t on t.oid = b.oid
        where b.next = 0
    ) as b
    where p.attrelid = to_regclass(shape.projection)
        and p.attnum > 0
        and p.attname <> 'lockstep_unresolved'
    order by a.attnum;
$body$;

comment on function lockstep_private.mapped_columns is
    'Columns that the mapping fills, with the type that a value of theirs is cast to before both '
    'sides are compared, and the type behind domains with its category.';
