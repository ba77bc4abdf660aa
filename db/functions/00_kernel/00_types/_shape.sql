-- room: kernel    audience: private    calls: nothing
create type lockstep_private.shape as (
    entity              text,
    source              text,
    projection          text,
    ledger              text,
    target              text,
    source_keys         text[],
    key_types           text[],
    key_expressions     text[],
    ledger_source_keys  text[],
    ledger_target_keys  text[],
    target_keys         text[],
    range_source        text,
    range_ledger        text,
    block_shift         integer,
    source_block        text,
    ledger_block        text,
    target_block        text,
    ledger_target_block text,
    source_hash         text,
    target_hash         text,
    target_version      text,
    batch_rows          integer
);

comment on type lockstep_private.shape is
    'An entity as the builders of SQL see it: quoted relations, key columns, hash expressions '
    'over s (source view), l (ledger) and t (target).';
