-- room: entity    audience: private    calls: nothing
--
-- The parser notes for each output column of a query the table and column that it comes from, also
-- through subqueries and views. The catalog keeps that in the text of the rule; the target list of
-- the query itself comes last, so the last match for a column number counts.
create function lockstep_private.source_origins(source regclass)
    returns table (ordinal integer, origin oid, origin_column integer)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select distinct on (m.parts[1]::integer)
        m.parts[1]::integer,
        m.parts[2]::oid,
        m.parts[3]::integer
    from pg_rewrite as w
    cross join regexp_matches(
        w.ev_action::text,
        ':resno (\d+) :resname (?:\\.|[^ \\])+ :ressortgroupref \d+ :resorigtbl (\d+) :resorigcol '
        '(\d+)',
        'g'
    ) with ordinality as m (parts, place)
    where w.ev_class = source
    order by m.parts[1]::integer, m.place desc;
$body$;

comment on function lockstep_private.source_origins is
    'For each column of a view the table and column it is taken from (0 for an expression).';
