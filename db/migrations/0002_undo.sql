-- What undoing, retrying and watermarks need to remember.

alter table lockstep_state.run
    drop constraint run_kind_check,
    add constraint run_kind_check check (kind in ('sync', 'compare', 'detect', 'undo')),
    add column images_pruned_at timestamptz;
comment on column lockstep_state.run.images_pruned_at is 'When its before-images were pruned; it cannot be undone since.';

alter table lockstep_state.segment
    drop constraint segment_kind_check,
    add constraint segment_kind_check check (kind in (
        'plan', 'range', 'all', 'keys', 'since', 'relink', 'guard', 'unlink', 'remove', 'retry',
        'restore', 'reattach', 'detach', 'withdraw', 'revert', 'again', 'finish'
    ));

alter table lockstep_state.overwritten
    alter column before drop not null,
    add column ledger jsonb,
    add column after_hash bigint,
    drop constraint overwritten_state_check,
    add constraint overwritten_state_check check (
        state in ('insert', 'update', 'conflict', 'drift', 'missing', 'delete')
    );
drop index lockstep_state.overwritten_run_entity_idx;
create index on lockstep_state.overwritten (run, entity, source_key);
create index on lockstep_state.overwritten (entity, source_key);
comment on column lockstep_state.overwritten.before is 'The whole target row; null when there was none.';
comment on column lockstep_state.overwritten.ledger is 'The ledger''s row before that; null when there was none.';
comment on column lockstep_state.overwritten.after_hash is
    'Of an undo: hash of the target row as it was left; null when there is none.';

alter table lockstep_state.difference add column sqlstate text;
comment on table  lockstep_state.difference is 'What detect found, and what an undo left alone: keys and states.';
comment on column lockstep_state.difference.run is 'The run of kind detect or undo.';
comment on column lockstep_state.difference.state is
    'detect: insert, update, conflict, drift, missing or delete. undo: changed (since, by somebody else) or refused (by the database).';
comment on column lockstep_state.difference.sqlstate is 'undo: what the database refused it with.';

create table lockstep_state.watermark (
    entity     text primary key references lockstep_state.entity on delete cascade,
    since      timestamptz not null,
    seen_at    timestamptz not null,
    noted_at   timestamptz not null,
    server     text not null,
    open       jsonb not null default '{}',
    defined_at timestamptz not null
);
comment on table  lockstep_state.watermark is 'How far a sync by watermark has to look back.';
comment on column lockstep_state.watermark.entity is 'The entity.';
comment on column lockstep_state.watermark.since is 'No transaction that is still to commit began before this time of the source.';
comment on column lockstep_state.watermark.seen_at is 'Time at the source when that was found out.';
comment on column lockstep_state.watermark.noted_at is 'Time here when that was noted.';
comment on column lockstep_state.watermark.server is 'Server and database that the link led to.';
comment on column lockstep_state.watermark.open is 'Transactions that were open then: id of the transaction to the time before which it had not begun.';
comment on column lockstep_state.watermark.defined_at is 'Definition of the entity that it holds for.';

alter table lockstep_state.run_entity
    add column defined_at timestamptz,
    add column look jsonb,
    add column since timestamptz,
    add column obstacle text,
    add column returned bigint not null default 0;
comment on column lockstep_state.run_entity.defined_at is 'Definition of the entity that the run was planned with.';
comment on column lockstep_state.run_entity.look is 'What becomes of the watermark when the entity is through: since, seen_at, noted_at, server, open.';
comment on column lockstep_state.run_entity.since is 'Only rows moved since that time of the source were looked at; null when all were.';
comment on column lockstep_state.run_entity.obstacle is 'Why a sync by watermark looked at all rows of it.';
comment on column lockstep_state.run_entity.returned is 'Rows that came back between two looks of the run, less those that went away.';

insert into lockstep_state.setting (name, value, description)
values
    (
        'watermark_overlap', '5 minutes',
        'How far a watermark may be behind the begin of the transaction that writes it, by the clock of the source.'
    ),
    (
        'watermark_zone', '12 hours',
        'How far west of UTC watermarks without time zone may be written; 0 if they are written in UTC.'
    );

alter table lockstep_state.setting add constraint watermark_reaches_back check (
    name not in ('watermark_overlap', 'watermark_zone') or value::interval >= interval '0'
);
