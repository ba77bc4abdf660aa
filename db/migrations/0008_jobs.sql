-- Jobs: what is done again and again, when, and what became of it.

create table lockstep_state.job (
    name             text primary key check (name ~ '^[a-z][a-z0-9_-]{0,39}$'),
    schedule         text not null,
    cron             text not null,
    every_days       integer not null default 1 check (every_days between 1 and 9999),
    zone             text not null,
    windows          text[] not null default '{}',
    entities         text[],
    full_schedule    text,
    full_cron        text,
    full_every_days  integer check (full_every_days between 1 and 9999),
    verify           text not null default 'none' check (verify in ('none', 'compare', 'validate')),
    sample           numeric check (sample between 0.000001 and 1),
    apply_deletes    boolean not null default true,
    max_delete_ratio numeric check (max_delete_ratio between 0 and 1),
    max_rows         bigint check (max_rows >= 1),
    max_minutes      integer check (max_minutes between 1 and 10080),
    mapping          text not null,
    created_at       timestamptz not null default clock_timestamp(),
    created_by       text not null default current_user,
    paused_at        timestamptz,
    asked_at         timestamptz,
    next_run_at      timestamptz not null,
    next_full_at     timestamptz,
    failures         integer not null default 0,
    ticked_at        timestamptz,
    held_at          timestamptz,
    check ((full_schedule is null) = (full_cron is null)),
    check ((full_schedule is null) = (full_every_days is null)),
    check ((full_schedule is null) = (next_full_at is null))
);
comment on table  lockstep_state.job is 'Syncs that are run again and again.';
comment on column lockstep_state.job.name is 'What it is called.';
comment on column lockstep_state.job.schedule is 'When it runs, as given.';
comment on column lockstep_state.job.cron is 'The same as a cron expression of five fields.';
comment on column lockstep_state.job.every_days is 'Of the days that the cron expression means, only each so manieth, counted from Monday 2000-01-03.';
comment on column lockstep_state.job.zone is 'Time zone whose wall clock the schedule and the windows follow.';
comment on column lockstep_state.job.windows is 'When it may work, like mon-fri 22:00-06:00; at any time if there is none.';
comment on column lockstep_state.job.entities is 'What it syncs; null for all.';
comment on column lockstep_state.job.full_schedule is 'When a pass looks at all rows; all others go by watermarks. Null: each does.';
comment on column lockstep_state.job.full_cron is 'The same as a cron expression.';
comment on column lockstep_state.job.full_every_days is 'As every_days, for full_cron.';
comment on column lockstep_state.job.verify is 'What follows a pass that looked at all rows.';
comment on column lockstep_state.job.sample is 'Share of the rows whose content a validation compares; null for all.';
comment on column lockstep_state.job.apply_deletes is 'Whether rows that are gone at the source are dealt with at the target.';
comment on column lockstep_state.job.max_delete_ratio is 'Part of an entity that may be deleted; null for the default.';
comment on column lockstep_state.job.max_rows is 'Rows that a run may write before it stops until the next; null for any number.';
comment on column lockstep_state.job.max_minutes is 'Minutes of work after which a run stops until the next; null for any number.';
comment on column lockstep_state.job.mapping is 'Hash of the entities as its last run, or its definition, found them.';
comment on column lockstep_state.job.created_at is 'When it was created.';
comment on column lockstep_state.job.created_by is 'Who created it.';
comment on column lockstep_state.job.paused_at is 'Since when it is paused; null if it is not.';
comment on column lockstep_state.job.asked_at is 'When somebody asked for a run now; null when that has begun.';
comment on column lockstep_state.job.next_run_at is 'When it is due.';
comment on column lockstep_state.job.next_full_at is 'From when on the next pass looks at all rows.';
comment on column lockstep_state.job.failures is 'Runs in a row that failed.';
comment on column lockstep_state.job.ticked_at is 'When a tick last worked on it.';
comment on column lockstep_state.job.held_at is 'When a tick last found it due, but outside of its windows; a minute coarse.';

create table lockstep_state.job_run (
    id          bigint generated always as identity primary key,
    job         text not null references lockstep_state.job on delete cascade,
    planned_at  timestamptz not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    is_manual   boolean not null default false,
    is_full     boolean not null default true,
    is_waiting  boolean not null default false,
    run         bigint references lockstep_state.run on delete set null,
    verify_run  bigint references lockstep_state.run on delete set null,
    outcome     text
        check (outcome in ('succeeded', 'out_of_step', 'stopped', 'failed', 'cancelled')),
    steps       integer not null default 0,
    rows        bigint not null default 0,
    written     bigint not null default 0,
    seconds     double precision not null default 0,
    error_code  text,
    error       text,
    check ((finished_at is null) = (outcome is null))
);
create unique index job_run_open on lockstep_state.job_run (job) where finished_at is null;
create index on lockstep_state.job_run (job, id);
create index on lockstep_state.job_run (run);
create index on lockstep_state.job_run (verify_run);
comment on table  lockstep_state.job_run is 'What became of a job each time.';
comment on column lockstep_state.job_run.id is 'Number, in the order in which they began.';
comment on column lockstep_state.job_run.job is 'The job.';
comment on column lockstep_state.job_run.planned_at is 'When it was due.';
comment on column lockstep_state.job_run.started_at is 'When it began.';
comment on column lockstep_state.job_run.finished_at is 'When it was through; null while it is not.';
comment on column lockstep_state.job_run.is_manual is 'Whether somebody asked for it: pause and windows do not hold it up.';
comment on column lockstep_state.job_run.is_full is 'Whether it looks at all rows, and not only at those whose watermark moved.';
comment on column lockstep_state.job_run.is_waiting is 'Whether it waits for its next window.';
comment on column lockstep_state.job_run.run is 'The sync.';
comment on column lockstep_state.job_run.verify_run is 'The comparison or validation behind it.';
comment on column lockstep_state.job_run.outcome is 'succeeded; out_of_step: through, but rows were refused or differ; stopped: a limit was reached, the next goes on; failed; cancelled.';
comment on column lockstep_state.job_run.steps is 'Steps that it took.';
comment on column lockstep_state.job_run.rows is 'Rows that it looked at.';
comment on column lockstep_state.job_run.written is 'Rows that it wrote.';
comment on column lockstep_state.job_run.seconds is 'Seconds that its steps took.';
comment on column lockstep_state.job_run.error_code is 'SQLSTATE of what ended it.';
comment on column lockstep_state.job_run.error is 'Message of what ended it, without row content.';
