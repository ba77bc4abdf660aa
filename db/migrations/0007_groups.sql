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
