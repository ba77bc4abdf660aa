-- room: link    audience: private    calls: nothing
create type lockstep_private.link_change as (
    remote_schema text,
    remote_table  text,
    local_table   text,
    kind          text,
    change        text,
    reason        text,
    statement_sql text,
    touched       text[]
);

comment on type lockstep_private.link_change is
    'What an import does with one table. statement_sql: null if nothing; touched: columns that '
    'vanish or get another type.';
