-- room: validate    audience: private    calls: nothing
create type lockstep_private.standing as (
    source_rows bigint,
    excluded    bigint,
    apart       bigint,
    unsynced    bigint,
    rejected    bigint,
    lost        bigint,
    gone        bigint,
    repeated    bigint,
    live        bigint,
    target_rows bigint,
    extra       bigint,
    looked_at   bigint,
    differing   bigint,
    surplus     bigint,
    example_keys jsonb,
    totals      text[],
    sample      numeric,
    min_success numeric,
    allows_rejects boolean
);

comment on type lockstep_private.standing is
    'How the rows of an entity stand. source_rows: those that the filter admits; excluded: those '
    'that it does not; apart: rows of lockstep_apart; of these unsynced, rejected, lost (known, '
    'but not on the target) and gone (from the source); repeated: source rows whose key came '
    'before; live: rows of the ledger; target_rows, and of these extra: known to no ledger; '
    'looked_at: rows whose content was compared, differing: those where it differs, surplus: '
    'target rows that it has no source row for; totals: of the source, if that added them up; '
    'sample: share that was looked at; min_success: percent of source_rows that have to be '
    'correct; allows_rejects: those that were refused do not count.';
