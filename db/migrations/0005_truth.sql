-- What comparisons without the ledger, analyses and validations find and remember.

alter table lockstep_state.run
    drop constraint run_kind_check,
    add constraint run_kind_check check (
        kind in ('sync', 'compare', 'detect', 'undo', 'analyze', 'validate')
    );

alter table lockstep_state.segment
    drop constraint segment_kind_check,
    add constraint segment_kind_check check (kind in (
        'look', 'idle', 'set_aside', 'plan', 'range', 'all', 'keys', 'since', 'rebuild', 'relink',
        'guard', 'unlink', 'remove', 'retry', 'restore', 'reattach', 'detach', 'withdraw', 'revert',
        'again', 'settle', 'analyze', 'validate', 'finish'
    ));

alter table lockstep_state.difference
    add column columns text[],
    add column found_at timestamptz not null default clock_timestamp();
comment on column lockstep_state.difference.run is 'The run that found it.';
comment on column lockstep_state.difference.columns is
    'Target columns that differ from what the mapping makes of the row; null if nobody asked.';
comment on column lockstep_state.difference.found_at is 'When.';

alter table lockstep_state.run_entity
    add column pairing text check (pairing in ('origin', 'keep', 'derive', 'key', 'ledger')),
    add column settled bigint not null default 0;
comment on column lockstep_state.run_entity.pairing is
    'Deep comparison: how target rows were found. origin: by columns that hold the source key; keep: by the key, which is the source''s; derive: by the key computed from the source''s; key: by the key that the mapping fills; ledger: nothing else tells.';
comment on column lockstep_state.run_entity.settled is
    'Differences that were gone when they were looked at again, and do not count.';

create table lockstep_state.analysis (
    run    bigint not null references lockstep_state.run on delete cascade,
    entity text not null,
    facts  jsonb not null,
    primary key (run, entity)
);
comment on table  lockstep_state.analysis is 'What an analysis found of each entity.';
comment on column lockstep_state.analysis.run is 'The run of kind analyze.';
comment on column lockstep_state.analysis.entity is 'The entity.';
comment on column lockstep_state.analysis.facts is 'Counts by name, without values of rows.';

create table lockstep_state.finding (
    run     bigint not null references lockstep_state.run on delete cascade,
    key     text not null,
    "check" text not null,
    level   text not null check (level in ('error', 'warning', 'info')),
    entity  text,
    detail  text not null,
    remedy  text,
    rows    bigint,
    example_keys jsonb not null default '[]',
    primary key (run, key)
);
comment on table  lockstep_state.finding is 'What a validation found.';
comment on column lockstep_state.finding.run is 'The run of kind validate.';
comment on column lockstep_state.finding.key is 'Stable key, by which it can be muted.';
comment on column lockstep_state.finding."check" is 'Name of the check.';
comment on column lockstep_state.finding.level is 'error, warning or info.';
comment on column lockstep_state.finding.entity is 'The entity; null if of none.';
comment on column lockstep_state.finding.detail is 'What is wrong, without values of rows.';
comment on column lockstep_state.finding.remedy is 'What to do.';
comment on column lockstep_state.finding.rows is 'How many rows it concerns; null if none.';
comment on column lockstep_state.finding.example_keys is 'Some of their keys, arrays of text: of the source if known there, else of the target.';

create table lockstep_state.assertion (
    entity      text not null references lockstep_state.entity on delete cascade,
    name        text not null check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
    query       text not null,
    search_path text not null,
    description text not null default '',
    defined_at  timestamptz not null default now(),
    primary key (entity, name)
);
comment on table  lockstep_state.assertion is 'Queries that must return no row.';
comment on column lockstep_state.assertion.entity is 'The entity that it speaks of.';
comment on column lockstep_state.assertion.name is 'What it is called.';
comment on column lockstep_state.assertion.query is 'Any query; each row that it returns is a failure.';
comment on column lockstep_state.assertion.search_path is 'search_path of the caller, by which names are resolved.';
comment on column lockstep_state.assertion.description is 'What it makes sure of.';
comment on column lockstep_state.assertion.defined_at is 'When it was last defined.';
