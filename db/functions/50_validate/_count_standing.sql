-- room: validate    audience: private    calls: source_counts unknown_sql
create function lockstep_private.count_standing(shape lockstep_private.shape)
    returns lockstep_private.standing
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set jit = off
as $body$
declare
    r_counts   record := lockstep_private.source_counts(shape);
    r_standing lockstep_private.standing;
begin
    r_standing.source_rows := r_counts.source_rows;
    r_standing.excluded    := r_counts.excluded;
    execute format(
        'select count(*) from %s as l where l.gone_at is null and l.settled_at is null',
        shape.ledger
    )
    into r_standing.live;
    execute format('select count(*) from %s as t', shape.target) into r_standing.target_rows;
    execute format(
        'select count(*) from %s as t where %s',
        shape.target, lockstep_private.unknown_sql(shape)
    )
    into r_standing.extra;

    return r_standing;
end;
$body$;

comment on function lockstep_private.count_standing is
    'Rows at the source (counted there), excluded by its filter, in the ledger, on the target, and '
    'how many of these no ledger knows.';
