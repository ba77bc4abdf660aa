-- room: validate    audience: private    calls: mapped_columns
--
-- Sums of floats depend on the order of the rows, so they are added as numerics. Times are read in
-- a session of fixed DateStyle and TimeZone.
create function lockstep_private.total_measures(shape lockstep_private.shape)
    returns table (name text, measure text, value_sql text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select c.name, m.measure, format(m.template, quote_ident(c.name))
    from lockstep_private.mapped_columns(shape) as c
    cross join lateral (
        select
            c.category = 'N' and c.base_type::text !~ '^(oid|reg)' as is_number,
            c.base_type in ('smallint', 'integer', 'bigint') as is_integer,
            c.category = 'D' as is_time,
            c.category = 'S' and c.base_type <> 'name'::regtype as is_text
    ) as k
    cross join lateral (
        values
            (1, true, 'nulls', '(count(*) - count(t.%s))::text'),
            (
                2, k.is_number, 'sum',
                case
                    when k.is_integer then 'sum(t.%s)::text'
                    else 'trim_scale(sum(t.%s::numeric))::text'
                end
            ),
            (
                3, k.is_number, 'min',
                case c.base_type
                    when 'money'::regtype then 'min(t.%s)::numeric::text'
                    when 'numeric'::regtype then 'trim_scale(min(t.%s))::text'
                    else 'min(t.%s)::text'
                end
            ),
            (
                4, k.is_number, 'max',
                case c.base_type
                    when 'money'::regtype then 'max(t.%s)::numeric::text'
                    when 'numeric'::regtype then 'trim_scale(max(t.%s))::text'
                    else 'max(t.%s)::text'
                end
            ),
            (5, k.is_time, 'min', 'min(t.%s)::text'),
            (6, k.is_time, 'max', 'max(t.%s)::text'),
            (7, k.is_text, 'length', 'sum(octet_length(t.%s::text))::text'),
            (
                8, c.base_type = 'bytea'::regtype, 'length',
                'sum(octet_length(t.%s))::text'
            ),
            (9, c.base_type = 'boolean'::regtype, 'true', 'count(*) filter (where t.%s)::text')
    ) as m (place, is_meant, measure, template)
    where m.is_meant
    order by c.ordinal, m.place;
$body$;

comment on function lockstep_private.total_measures is
    'What is added up of each column that the mapping fills, as SQL over t: NULLs; of numbers sum, '
    'min and max; of times min and max; of texts their length in bytes; of booleans those true.';
