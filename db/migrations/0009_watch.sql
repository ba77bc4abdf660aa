-- What watching needs: entries of the log that can be followed, and how many there were of what.

alter table lockstep_state.log add column xid xid8 not null default pg_current_xact_id();
create index on lockstep_state.log (xid);
create index on lockstep_state.log (at);
comment on column lockstep_state.log.xid is
    'The transaction that wrote it. Numbers and times are given before a commit, in another order.';

insert into lockstep_state.setting (name, value, description)
values (
    'progress_notify', 'on',
    'Whether runs notify channel lockstep_progress of how far they are, every few seconds: on or off.'
);
alter table lockstep_state.setting add constraint progress_is_told_or_not check (
    name <> 'progress_notify' or value in ('on', 'off')
);

create table lockstep_state.counter (
    name   text not null,
    labels jsonb not null default '{}',
    value  double precision not null default 0 check (value >= 0),
    primary key (name, labels)
);
comment on table  lockstep_state.counter is 'Sums over all runs that there ever were, also those that are pruned.';
comment on column lockstep_state.counter.name is 'What is counted, as the view lockstep.metrics calls it.';
comment on column lockstep_state.counter.labels is 'Of what: an object of texts.';
comment on column lockstep_state.counter.value is 'How many.';

create index on lockstep_state.run_entity (entity, run);
