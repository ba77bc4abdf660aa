-- room: link    audience: private    calls: nothing
create type lockstep_private.far_picture as (
    tables  lockstep_state.linked_table[],
    columns lockstep_state.linked_column[]
);

comment on type lockstep_private.far_picture is
    'What the source has now, in the form in which the state remembers it.';
