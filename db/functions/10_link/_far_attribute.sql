-- room: link    audience: private    calls: nothing
create type lockstep_private.far_attribute as (
    relation            oid,
    number              smallint,
    name                text,
    type                text,
    base                text,
    typmod              integer,
    is_array            boolean,
    is_not_null         boolean,
    is_granted          boolean,
    is_nondeterministic boolean
);

comment on type lockstep_private.far_attribute is
    'A column at the source. type: as it is declared there; base: name of the built-in type '
    'behind domains and array, null if it is none; is_granted: by a right to the column alone.';
