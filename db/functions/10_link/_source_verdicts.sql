-- room: link    audience: private    calls: nothing
--
-- A name can be too long only if it comes from another encoding.
create function lockstep_private.source_verdicts(
    relations  lockstep_private.far_relation[],
    attributes lockstep_private.far_attribute[]
)
    returns table (relation oid, full_name text, is_readable boolean, reason text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
    set enable_nestloop = off
as $body$
    select
        r.relation,
        format('%I.%I', r.remote_schema, r.remote_table),
        r.is_asked and o.obstacle is null,
        coalesce(o.obstacle, nullif(concat_ws(
            '; ',
            'no right to read columns ' || c.forbidden,
            'name too long for here: ' || c.too_long,
            'nondeterministic collation: ' || c.nondeterministic
        ), ''))
    from unnest(relations) as r
    left join (
        select
            a.relation,
            count(*) as total,
            count(*) filter (where (r.is_granted or a.is_granted) and octet_length(a.name) <= 63)
                as readable,
            string_agg(quote_ident(a.name), ', ' order by a.number)
                filter (where not (r.is_granted or a.is_granted)) as forbidden,
            string_agg(quote_ident(a.name), ', ' order by a.number)
                filter (where octet_length(a.name) > 63) as too_long,
            string_agg(quote_ident(a.name), ', ' order by a.number)
                filter (where a.is_nondeterministic) as nondeterministic
        from unnest(attributes) as a
        join unnest(relations) as r on r.relation = a.relation
        group by a.relation
    ) as c on c.relation = r.relation
    cross join lateral (
        select case
            when r.obstacle is not null then r.obstacle
            when c.total is null then 'it has no columns'
            when c.readable = 0 then 'permission denied'
        end as obstacle
    ) as o;
$body$;

comment on function lockstep_private.source_verdicts is
    'Whether a table of the source can be read, and what is special about it.';
