-- room: compare    audience: private    calls: nothing
create function lockstep_private.has_marks(
    shape lockstep_private.shape,
    scope lockstep_private.scope
)
    returns boolean
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_any boolean;
begin
    execute format(
        $sql$
        select exists (
            select from %s as l where l.gone_at is not null and l.settled_at is null and (%s)
        )
        $sql$,
        shape.ledger, scope.ledger_sql
    )
    into v_any;

    return v_any;
end;
$body$;

comment on function lockstep_private.has_marks is
    'Does the ledger say of rows in the scope that they are gone and to be deleted? Such a mark '
    'may be of a run that broke off, and the row back since.';
