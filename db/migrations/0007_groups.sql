-- A reference may lead to one of several entities, each with a row of its own here.

alter table lockstep_state.entity_ref
    drop constraint entity_ref_pkey,
    add primary key (entity, name, refers_to),
    add column is_choice boolean not null default false,
    add column label text not null generated always as (
        case when is_choice then name || ' (' || refers_to || ')' else name end
    ) stored,
    add unique (entity, label);
comment on column lockstep_state.entity_ref.key is 'Expressions over s, one for each column of the source key referred to; of a choice, null in rows that an earlier alternative decides.';
comment on column lockstep_state.entity_ref.is_choice is 'Whether the column has other references beside this one, of which at most one has a key in a row.';
comment on column lockstep_state.entity_ref.label is 'What ledger and rejects call it when it finds nothing: the column, of a choice with the entity.';

-- Named choices of entities.

create table lockstep_state.entity_group (
    name        text primary key check (name ~ '^[a-z][a-z0-9_-]{0,39}$' and name <> 'all'),
    kind        text not null check (kind in ('group', 'domain')),
    entities    text[] not null,
    groups      text[] not null check (kind = 'group' or groups = '{}'),
    description text not null,
    defined_at  timestamptz not null default clock_timestamp()
);
comment on table  lockstep_state.entity_group is 'Named choices of entities; entities and groups may be defined later than what names them.';
comment on column lockstep_state.entity_group.name is 'What it is called.';
comment on column lockstep_state.entity_group.kind is 'domain: reports add up by it, so an entity belongs to one at most.';
comment on column lockstep_state.entity_group.entities is 'Names of the entities that it chooses.';
comment on column lockstep_state.entity_group.groups is 'Names of other groups whose entities it chooses, too.';
comment on column lockstep_state.entity_group.description is 'What people should know about it.';
comment on column lockstep_state.entity_group.defined_at is 'When it was last defined with something new.';
