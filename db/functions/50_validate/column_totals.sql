-- room: validate    audience: public    calls: entity_shape find_apart totals_of
create function lockstep.column_totals(entity text)
    returns table ("column" text, measure text, source text, target text, differs boolean)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_shape    lockstep_private.shape := lockstep_private.entity_shape(entity);
    r_standing lockstep_private.standing := lockstep_private.find_apart(r_shape);
begin
    return query
    select t.name, t.measure, t.source, t.target, t.source is distinct from t.target
    from lockstep_private.totals_of(r_shape, r_standing) as t;
end;
$body$;

comment on function lockstep.column_totals is
    'Totals, minima, maxima and counts of NULL of each column that an entity writes, on both '
    'sides, over the rows that stand on both and are not refused. Shows values. Raises LSE01.';
