-- room: kernel    audience: private    calls: nothing
create type lockstep_private.scope as (
    kind          text,
    source_sql    text,
    ledger_sql    text,
    is_partial    boolean,
    target_blocks bigint[]
);

comment on type lockstep_private.scope is
    'The rows of one segment as two conditions, over s and over l. is_partial: rows of the ledger '
    'that the source does not return are of no concern. target_blocks: rows in other blocks of '
    'target keys are known to be as lockstep left them; null if that is not known.';
