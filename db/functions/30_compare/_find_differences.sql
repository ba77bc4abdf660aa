-- room: compare    audience: private    calls: create_diff differing_blocks has_marks find_changes find_returned find_drift
create function lockstep_private.find_differences(
    shape  lockstep_private.shape,
    scope  lockstep_private.scope,
    writes boolean,
    out source_rows   bigint,
    out target_blocks bigint[],
    out outcome       text
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_is_empty boolean;
    r_blocks   record;
begin
    execute format(
        'select not exists (select from %s as l where %s)', shape.ledger, scope.ledger_sql
    )
    into v_is_empty;
    if v_is_empty then
        perform lockstep_private.create_diff(shape);
        outcome := 'empty';
        return;
    end if;

    if scope.kind in ('range', 'all') then
        r_blocks := lockstep_private.differing_blocks(shape, scope);
        source_rows := r_blocks.source_rows;
        target_blocks := case
            when scope.kind = 'all' then r_blocks.target_blocks
            else scope.target_blocks
        end;
        outcome := case
            when r_blocks.blocks is null and target_blocks = '{}'
                and not lockstep_private.has_marks(shape, scope) then 'same'
            when scope.kind = 'all' and shape.range_source is not null then case
                when abs(source_rows - r_blocks.ledger_rows) > shape.batch_rows then 'wide'
                when writes
                    and source_rows > 4 * shape.batch_rows
                    and cardinality(r_blocks.blocks) * 2 > r_blocks.all_blocks
                then 'scattered'
            end
        end;
        if outcome is not null then
            return;
        end if;
    end if;

    perform lockstep_private.create_diff(shape);
    if scope.kind not in ('range', 'all') then
        target_blocks := scope.target_blocks;
        source_rows := lockstep_private.find_changes(shape, scope);
    elsif r_blocks.blocks is not null then
        perform lockstep_private.find_changes(shape, scope, r_blocks.blocks);
    end if;
    analyze pg_temp.lockstep_diff;
    if not scope.is_partial then
        perform lockstep_private.find_returned(shape);
        perform lockstep_private.find_drift(shape, scope, target_blocks);
    end if;
    outcome := 'differs';
end;
$body$;

comment on function lockstep_private.find_differences is
    'Leaves in lockstep_diff every row of the scope that is not the same on both sides. writes: '
    'are they to be written? Returns the rows at the source, the blocks of target keys that '
    'differed (null if all rows were looked at), and the outcome: empty (the ledger knows none of '
    'them, so nothing was looked at and every row of the source is an insert), same, wide (so many '
    'rows are new or gone that pieces are better looked at by themselves, by several workers), '
    'scattered (so do rows in most blocks, so that there is no use in sums), differs. After same, '
    'wide and scattered there is no lockstep_diff.';
