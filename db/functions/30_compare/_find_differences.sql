-- room: compare    audience: private    calls: create_diff differing_blocks find_changes find_drift
create function lockstep_private.find_differences(
    shape lockstep_private.shape,
    scope lockstep_private.scope,
    out source_rows bigint,
    out blocks      bigint[],
    out is_empty    boolean
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    perform lockstep_private.create_diff(shape);

    execute format(
        'select not exists (select from %s as l where %s)', shape.ledger, scope.ledger_sql
    )
    into is_empty;
    if is_empty then
        return;
    end if;

    if scope.kind in ('range', 'all') then
        select b.source_rows, b.blocks
        into source_rows, blocks
        from lockstep_private.differing_blocks(shape, scope) as b;
        if blocks is not null then
            perform lockstep_private.find_changes(shape, scope, blocks);
        end if;
    else
        source_rows := lockstep_private.find_changes(shape, scope);
    end if;

    if not scope.is_partial then
        perform lockstep_private.find_drift(shape, scope);
    end if;
    analyze pg_temp.lockstep_diff;
end;
$body$;

comment on function lockstep_private.find_differences is
    'Leaves in lockstep_diff every row of the scope that is not the same on both sides. Returns '
    'the rows at the source and the blocks that differed; is_empty: the ledger knows none of '
    'them, so nothing was looked at and every row of the source is an insert.';
