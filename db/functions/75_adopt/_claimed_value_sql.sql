-- room: adopt    audience: private    calls: nothing
--
-- Old tables hold keys as whatever their scripts made of them. What cannot be read is null, and
-- does not fail the rows beside it.
create function lockstep_private.claimed_value_sql(
    expression text,
    from_type  regtype,
    to_type    regtype
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when from_type = to_type then expression
        when to_type = 'text'::regtype then format('%s::text', expression)
        when i.lower is not null and from_type = 'numeric'::regtype then format(
            'case when %1$s = trunc(%1$s) and %1$s between %2$s and %3$s then %1$s::%4$s end',
            expression, i.lower, i.upper, to_type
        )
        when i.lower is not null and from_type = any ('{smallint,integer,bigint}'::regtype[])
            then format(
                'case when %1$s between %2$s and %3$s then %1$s::%4$s end',
                expression, i.lower, i.upper, to_type
            )
        when i.lower is not null and x.is_text then format(
            'case when btrim(%1$s) ~ %5$L and btrim(%1$s)::numeric between %2$s and %3$s '
                'then btrim(%1$s)::%4$s end',
            expression, i.lower, i.upper, to_type, '^[+-]?\d{1,30}$'
        )
        when to_type = 'uuid'::regtype and x.is_text then format(
            'case when btrim(%1$s) ~* %2$L then btrim(%1$s)::uuid end',
            expression, '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$'
        )
        when exists (
            select
            from pg_cast as c
            where c.castsource = from_type and c.casttarget = to_type and c.castcontext <> 'e'
        ) then format('%s::%s', expression, to_type)
    end
    from (
        select from_type = any ('{text,varchar,bpchar,name}'::regtype[]) as is_text
    ) as x
    left join (
        values
            ('smallint'::regtype, '(-32768)', '32767'),
            ('integer', '(-2147483648)', '2147483647'),
            ('bigint', '(-9223372036854775808)', '9223372036854775807')
    ) as i (type, lower, upper) on i.type = to_type;
$body$;

comment on function lockstep_private.claimed_value_sql is
    'SQL that reads a value of one type as a key of another, or as null where it is none; null if '
    'the types do not go together.';
