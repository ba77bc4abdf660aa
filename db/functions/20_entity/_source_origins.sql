-- room: entity    audience: private    calls: nothing
--
-- The parser notes for each output column of a query the table and column that it comes from,
-- also through subqueries and views. The catalog keeps that in the text of the rule: nodes in
-- braces, the query at depth 1 and its target entries at depth 2. Those of subqueries and
-- aggregates lie deeper.
create function lockstep_private.source_origins(source regclass)
    returns table (ordinal integer, origin oid, origin_column integer)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select o.parts[1]::integer, o.parts[2]::oid, o.parts[3]::integer
    from (
        select
            m.parts[1] as fields,
            sum(case m.parts[2] when '{' then 1 else -1 end) over (order by m.place)
                - case m.parts[2] when '{' then 1 else -1 end as depth
        from pg_rewrite as w
        cross join regexp_matches(
            w.ev_action::text, '((?:\\.|[^\\{}])*)([{}])', 'g'
        ) with ordinality as m (parts, place)
        where w.ev_class = source
    ) as n
    cross join regexp_match(
        n.fields, ':resno (\d+) :resname .* :resorigtbl (\d+) :resorigcol (\d+) :resjunk false'
    ) as o (parts)
    where n.depth = 2 and o.parts is not null
    order by 1;
$body$;

comment on function lockstep_private.source_origins is
    'For each column of a view the table and column it is taken from (0 for an expression).';
