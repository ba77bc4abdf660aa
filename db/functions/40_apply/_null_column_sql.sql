-- room: apply    audience: private    calls: written_columns
--
-- Where a trigger before the row, a rule or a partition has a say, only the database knows. A
-- composite value of NULLs `is null`, but NOT NULL lets it pass.
create function lockstep_private.null_column_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(
        'case ' || string_agg(
            format('when p.%1$I is not distinct from null then %1$L', a.attname), ' '
            order by a.attnum
        ) || ' end',
        'null::text'
    )
    from pg_class as c
    join pg_attribute as a on a.attrelid = c.oid and a.attnotnull
    where c.oid = to_regclass((null_column_sql.shape).target)
        and c.relkind = 'r'
        and not c.relhasrules
        and a.attname = any (lockstep_private.written_columns((null_column_sql.shape).entity))
        and not exists (
            select from pg_trigger as t where t.tgrelid = c.oid and t.tgtype & 3 = 3
        );
$body$;

comment on function lockstep_private.null_column_sql is
    'Over a projected row p: the first column that would be NULL where the target has NOT NULL, as '
    'the database would name it; null if there is none, or if it cannot be told beforehand.';
