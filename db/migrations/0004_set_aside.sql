-- What a fast first load has set aside: indexes and foreign keys, to be built when the rows are there.

alter table lockstep_state.segment
    drop constraint segment_kind_check,
    add constraint segment_kind_check check (kind in (
        'look', 'idle', 'set_aside', 'plan', 'range', 'all', 'keys', 'since', 'rebuild', 'relink',
        'guard', 'unlink', 'remove', 'retry', 'restore', 'reattach', 'detach', 'withdraw', 'revert',
        'again', 'finish'
    ));

create table lockstep_state.set_aside (
    id          bigint generated always as identity primary key,
    run         bigint not null,
    entity      text not null,
    target      text not null,
    kind        text not null check (kind in ('index', 'foreign key')),
    name        text not null,
    definition  text not null,
    comment     text,
    columns     text[] not null default '{}',
    refers_to   text,
    ref_columns text[] not null default '{}',
    operators   text[] not null default '{}',
    at          timestamptz not null default now(),
    unique (target, name, kind),
    check ((kind = 'foreign key') = (refers_to is not null))
);
comment on table  lockstep_state.set_aside is 'Indexes and foreign keys of target tables that are dropped and will be built again.';
comment on column lockstep_state.set_aside.id is 'Number of the object.';
comment on column lockstep_state.set_aside.run is 'The run that set it aside.';
comment on column lockstep_state.set_aside.entity is 'The entity whose first load it was set aside for.';
comment on column lockstep_state.set_aside.target is 'Its table, schema.name, quoted.';
comment on column lockstep_state.set_aside.kind is 'index or foreign key.';
comment on column lockstep_state.set_aside.name is 'Its name.';
comment on column lockstep_state.set_aside.definition is 'As pg_get_indexdef or pg_get_constraintdef had it.';
comment on column lockstep_state.set_aside.comment is 'Its comment, if it had one.';
comment on column lockstep_state.set_aside.columns is 'Foreign key: its columns.';
comment on column lockstep_state.set_aside.refers_to is 'Foreign key: the table that it refers to, schema.name, quoted.';
comment on column lockstep_state.set_aside.ref_columns is 'Foreign key: the columns that it refers to.';
comment on column lockstep_state.set_aside.operators is 'Foreign key: how they are compared, column referred to first.';
comment on column lockstep_state.set_aside.at is 'When it was set aside.';
