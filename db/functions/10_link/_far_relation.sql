-- room: link    audience: private    calls: nothing
create type lockstep_private.far_relation as (
    relation       oid,
    remote_schema  text,
    remote_table   text,
    kind           text,
    is_partition   boolean,
    estimated_rows bigint,
    is_asked       boolean,
    is_granted     boolean,
    obstacle       text,
    bytes          bigint
);

comment on type lockstep_private.far_relation is
    'A table or view at the source. is_asked: its schema is linked; is_granted: all its columns '
    'may be read; obstacle: why no column of it can be read, null if that depends on the columns; '
    'bytes: of all rows, some three times as much as is stored for values that are stored aside.';
