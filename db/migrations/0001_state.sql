-- State of lockstep: what must survive a deploy. Code lives in db/functions and is re-laid whole.

create schema if not exists lockstep_state;
create schema if not exists lockstep_ledger;
create schema if not exists lockstep_mapping;

comment on schema lockstep_state   is 'Tables that lockstep remembers its work in.';
comment on schema lockstep_ledger  is 'One table per entity: source key to target key, and the hashes last synced.';
comment on schema lockstep_mapping is 'Generated views: the source and the projection of each entity.';

-- installation ----------------------------------------------------------------------------------

create table lockstep_state.setting (
    name        text primary key,
    value       text not null,
    description text not null
);
comment on table  lockstep_state.setting is 'Values that hold for the whole installation.';
comment on column lockstep_state.setting.name is 'What it is called.';
comment on column lockstep_state.setting.value is 'Its value, as text.';
comment on column lockstep_state.setting.description is 'What it is for.';

insert into lockstep_state.setting (name, value, description)
values (
    'salt',
    replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
    'Secret that derived target keys are computed with. Losing it changes the keys of rows yet to come.'
);

create table lockstep_state.deployment (
    id          bigint generated always as identity primary key,
    version     text not null,
    files_hash  text not null,
    deployed_at timestamptz not null default now(),
    deployed_by text not null default current_user
);
comment on table  lockstep_state.deployment is 'Each time functions and rights were laid.';
comment on column lockstep_state.deployment.id is 'Number of the deployment.';
comment on column lockstep_state.deployment.version is 'Version of the package that was deployed.';
comment on column lockstep_state.deployment.files_hash is 'SHA-256 over the function files in path order.';
comment on column lockstep_state.deployment.deployed_at is 'When.';
comment on column lockstep_state.deployment.deployed_by is 'The role that deployed.';

create table lockstep_state.deployed_function (
    signature       text primary key,
    definition_hash text not null
);
comment on table  lockstep_state.deployed_function is 'The functions and views as they were right after the deployment.';
comment on column lockstep_state.deployed_function.signature is 'Schema, name and argument types.';
comment on column lockstep_state.deployed_function.definition_hash is 'MD5 of the definition as the catalog shows it.';

-- links -----------------------------------------------------------------------------------------

create table lockstep_state.link (
    name           text primary key,
    server         text not null,
    local_schema   text not null unique,
    remote_schemas text[] not null,
    remote_version integer,
    created_at     timestamptz not null default now(),
    imported_at    timestamptz
);
comment on table  lockstep_state.link is 'Source databases.';
comment on column lockstep_state.link.name is 'What it is called.';
comment on column lockstep_state.link.server is 'Name of the foreign server.';
comment on column lockstep_state.link.local_schema is 'Schema that holds its linked tables.';
comment on column lockstep_state.link.remote_schemas is 'Schemas of the source that are linked.';
comment on column lockstep_state.link.remote_version is 'server_version_num of the source when last imported.';
comment on column lockstep_state.link.created_at is 'When the link was created.';
comment on column lockstep_state.link.imported_at is 'When its tables were last imported.';

create table lockstep_state.linked_table (
    link           text not null references lockstep_state.link on delete cascade,
    remote_schema  text not null,
    remote_table   text not null,
    local_table    text not null,
    kind           text not null
        check (kind in ('table', 'partitioned table', 'view', 'materialized view', 'foreign table')),
    parent         text,
    primary_key    text[],
    indexes        jsonb not null default '[]',
    estimated_rows bigint not null default 0,
    is_linked      boolean not null,
    reason         text,
    primary key (link, remote_schema, remote_table),
    check (is_linked or reason is not null)
);
comment on table  lockstep_state.linked_table is 'Every table of the linked schemas of a source, linked or not.';
comment on column lockstep_state.linked_table.link is 'The link.';
comment on column lockstep_state.linked_table.remote_schema is 'Schema at the source.';
comment on column lockstep_state.linked_table.remote_table is 'Name at the source.';
comment on column lockstep_state.linked_table.local_table is 'Name of the foreign table in the schema of the link.';
comment on column lockstep_state.linked_table.kind is 'What it is at the source.';
comment on column lockstep_state.linked_table.parent is 'schema.name of the table that already returns its rows (inheritance, partition).';
comment on column lockstep_state.linked_table.primary_key is 'Columns of its primary key, in order.';
comment on column lockstep_state.linked_table.indexes is 'Valid indexes without predicate: [{"columns": ["id"], "unique": true}].';
comment on column lockstep_state.linked_table.estimated_rows is 'Rows as the statistics of the source have it.';
comment on column lockstep_state.linked_table.is_linked is 'Whether there is a foreign table for it.';
comment on column lockstep_state.linked_table.reason is 'Why it is not linked, or what is special about it.';

create table lockstep_state.linked_column (
    link          text not null,
    remote_schema text not null,
    remote_table  text not null,
    name          text not null,
    ordinal       integer not null,
    remote_type   text not null,
    local_type    text not null,
    is_as_text    boolean not null,
    is_array      boolean not null,
    is_not_null   boolean not null,
    is_shippable  boolean not null,
    primary key (link, remote_schema, remote_table, name),
    foreign key (link, remote_schema, remote_table)
        references lockstep_state.linked_table on delete cascade
);
comment on table  lockstep_state.linked_column is 'Columns of the linked tables.';
comment on column lockstep_state.linked_column.link is 'The link.';
comment on column lockstep_state.linked_column.remote_schema is 'Schema at the source.';
comment on column lockstep_state.linked_column.remote_table is 'Table at the source.';
comment on column lockstep_state.linked_column.name is 'Name of the column, the same on both sides.';
comment on column lockstep_state.linked_column.ordinal is 'Its place in the table, from 1.';
comment on column lockstep_state.linked_column.remote_type is 'Type at the source.';
comment on column lockstep_state.linked_column.local_type is 'Type of the foreign table''s column.';
comment on column lockstep_state.linked_column.is_as_text is 'Whether a type that the target lacks or cannot hash is read as text.';
comment on column lockstep_state.linked_column.is_array is 'Whether the remote type (behind domains) is an array.';
comment on column lockstep_state.linked_column.is_not_null is 'Whether the source promises NOT NULL.';
comment on column lockstep_state.linked_column.is_shippable is 'Whether the source turns it into the same text when asked for column || ''''.';

-- entities --------------------------------------------------------------------------------------

create table lockstep_state.entity (
    name          text primary key check (name ~ '^[a-z][a-z0-9_]{0,39}$'),
    source        text not null,
    source_key    text[] not null check (cardinality(source_key) between 1 and 8),
    target_schema text not null,
    target_table  text not null,
    target_key    text[] not null,
    key_strategy  text not null check (key_strategy in ('derive', 'random', 'keep')),
    columns       jsonb not null check (jsonb_typeof(columns) = 'object'),
    refs          jsonb not null check (jsonb_typeof(refs) = 'object'),
    watermark     text,
    on_delete     text not null check (on_delete in ('delete', 'archive', 'keep')),
    archive       jsonb,
    on_drift      text not null check (on_drift in ('overwrite', 'keep')),
    batch_rows    integer not null check (batch_rows between 1 and 1000000),
    description   text,
    search_path   text not null,
    is_complete   boolean not null default false,
    seed          bigint not null default 0,
    base_table    text,
    source_filter boolean not null default false,
    defined_at    timestamptz not null default clock_timestamp(),
    check ((on_delete = 'archive') = (archive is not null))
);
comment on table  lockstep_state.entity is 'Mappings: a source, a target table and how the one becomes the other.';
comment on column lockstep_state.entity.name is 'What it is called.';
comment on column lockstep_state.entity.source is 'A linked table or a SELECT, as given.';
comment on column lockstep_state.entity.source_key is 'Columns of the source that identify a row.';
comment on column lockstep_state.entity.target_schema is 'Schema of the target table.';
comment on column lockstep_state.entity.target_table is 'Name of the target table.';
comment on column lockstep_state.entity.target_key is 'Columns of the target that identify a row.';
comment on column lockstep_state.entity.key_strategy is 'Where a target key comes from.';
comment on column lockstep_state.entity.columns is 'Target column to SQL expression over s.';
comment on column lockstep_state.entity.refs is 'Target column to the entity and source value that it refers to.';
comment on column lockstep_state.entity.watermark is 'Source column that grows with each change.';
comment on column lockstep_state.entity.on_delete is 'What becomes of a target row whose source row is gone.';
comment on column lockstep_state.entity.archive is 'Target column to SQL expression, set when on_delete is archive.';
comment on column lockstep_state.entity.on_drift is 'What becomes of a target row that somebody else changed.';
comment on column lockstep_state.entity.batch_rows is 'Rows of one segment.';
comment on column lockstep_state.entity.description is 'What people should know about it.';
comment on column lockstep_state.entity.search_path is 'search_path of the caller, so that a new import can define it again.';
comment on column lockstep_state.entity.is_complete is 'False while it refers to an entity that is not defined yet.';
comment on column lockstep_state.entity.seed is 'Hash of the projection: a new mapping makes every row differ.';
comment on column lockstep_state.entity.base_table is 'Linked table (schema.name) that the source key comes from, if it can be told.';
comment on column lockstep_state.entity.source_filter is 'Whether the source may leave out rows of its base table.';
comment on column lockstep_state.entity.defined_at is 'When it was last defined with something new.';

create table lockstep_state.entity_column (
    entity       text not null references lockstep_state.entity on delete cascade,
    side         text not null check (side in ('source', 'target')),
    name         text not null,
    ordinal      integer not null,
    type         text not null,
    is_not_null  boolean not null,
    key_position integer,
    is_as_text   boolean not null default false,
    is_shippable boolean not null default true,
    primary key (entity, side, name)
);
comment on table  lockstep_state.entity_column is 'Source columns that an entity uses and target columns that it writes.';
comment on column lockstep_state.entity_column.entity is 'The entity.';
comment on column lockstep_state.entity_column.side is 'source or target.';
comment on column lockstep_state.entity_column.name is 'Name of the column.';
comment on column lockstep_state.entity_column.ordinal is 'Order, which the fingerprint follows.';
comment on column lockstep_state.entity_column.type is 'Its type, schema-qualified.';
comment on column lockstep_state.entity_column.is_not_null is 'Whether it is declared NOT NULL.';
comment on column lockstep_state.entity_column.key_position is 'Place in the key, from 1; null if not of the key.';
comment on column lockstep_state.entity_column.is_as_text is 'Source: whether another type is read as text.';
comment on column lockstep_state.entity_column.is_shippable is 'Source: whether its hash means the same at the source and here.';

create table lockstep_state.entity_ref (
    entity     text not null references lockstep_state.entity on delete cascade,
    name       text not null,
    ordinal    integer not null,
    refers_to  text not null,
    key        text[] not null,
    ref_column text,
    if_missing text not null check (if_missing in ('reject', 'null')),
    is_late    boolean not null default false,
    primary key (entity, name)
);
create index on lockstep_state.entity_ref (refers_to);
comment on table  lockstep_state.entity_ref is 'References of entities to entities.';
comment on column lockstep_state.entity_ref.entity is 'The entity that refers.';
comment on column lockstep_state.entity_ref.name is 'Target column that holds the reference.';
comment on column lockstep_state.entity_ref.ordinal is 'Number of its join in the projection.';
comment on column lockstep_state.entity_ref.refers_to is 'The entity referred to; may be defined later.';
comment on column lockstep_state.entity_ref.key is 'Expressions over s, one for each column of the source key referred to.';
comment on column lockstep_state.entity_ref.ref_column is 'Which column of a target key of several; null for the only one.';
comment on column lockstep_state.entity_ref.if_missing is 'What becomes of the row when the reference cannot be resolved.';
comment on column lockstep_state.entity_ref.is_late is 'Part of a cycle (or of its own entity): completed in the second pass.';

-- runs ------------------------------------------------------------------------------------------

create table lockstep_state.run (
    id           bigint generated always as identity primary key,
    kind         text not null check (kind in ('sync', 'compare', 'detect')),
    status       text not null default 'pending'
        check (status in ('pending', 'running', 'paused', 'completed', 'failed', 'cancelled')),
    is_dry       boolean not null default false,
    entities     text[] not null,
    options      jsonb not null default '{}',
    created_at   timestamptz not null default clock_timestamp(),
    created_by   text not null default current_user,
    started_at   timestamptz,
    heartbeat_at timestamptz,
    finished_at  timestamptz,
    error_code   text,
    error        text
);
create index on lockstep_state.run (status);
comment on table  lockstep_state.run is 'Executions over some entities.';
comment on column lockstep_state.run.id is 'Number of the run.';
comment on column lockstep_state.run.kind is 'What it does.';
comment on column lockstep_state.run.status is 'pending, running, paused, completed, failed or cancelled; failed can be resumed.';
comment on column lockstep_state.run.is_dry is 'Whether it only says what it would do.';
comment on column lockstep_state.run.entities is 'Entities in the order of their names.';
comment on column lockstep_state.run.options is 'batch_rows, allow_deletes, max_delete_ratio, since.';
comment on column lockstep_state.run.created_at is 'When it was asked for.';
comment on column lockstep_state.run.created_by is 'Who asked.';
comment on column lockstep_state.run.started_at is 'When the first step began.';
comment on column lockstep_state.run.heartbeat_at is 'When a step last ended; a few seconds coarse.';
comment on column lockstep_state.run.finished_at is 'When it was completed, failed or cancelled.';
comment on column lockstep_state.run.error_code is 'SQLSTATE of what ended it.';
comment on column lockstep_state.run.error is 'Message of what ended it, without row content.';

create table lockstep_state.run_entity (
    run         bigint not null references lockstep_state.run on delete cascade,
    entity      text not null,
    level       integer not null,
    pushdown    text,
    source_rows bigint,
    synced      bigint,
    rejected    bigint,
    excluded    bigint,
    extra       bigint,
    is_accounted boolean,
    finished_at timestamptz,
    primary key (run, entity)
);
comment on table  lockstep_state.run_entity is 'What a run found of each entity when it was through with it.';
comment on column lockstep_state.run_entity.run is 'The run.';
comment on column lockstep_state.run_entity.entity is 'The entity.';
comment on column lockstep_state.run_entity.level is 'Depth in the graph of references: written after all smaller levels.';
comment on column lockstep_state.run_entity.pushdown is 'Whether the source adds up its own rows: full, partial or none.';
comment on column lockstep_state.run_entity.source_rows is 'Rows of the base table at the source, with those that the filter excludes.';
comment on column lockstep_state.run_entity.synced is 'Rows in the ledger whose target row is as the source has it.';
comment on column lockstep_state.run_entity.rejected is 'Rows that could not be written and are still at the source.';
comment on column lockstep_state.run_entity.excluded is 'Rows that the filter of the source leaves out.';
comment on column lockstep_state.run_entity.extra is 'Target rows that no ledger row knows.';
comment on column lockstep_state.run_entity.is_accounted is 'Whether source_rows = synced + rejected + excluded.';
comment on column lockstep_state.run_entity.finished_at is 'When the entity was through.';

create table lockstep_state.segment (
    id          bigint generated always as identity primary key,
    run         bigint not null references lockstep_state.run on delete cascade,
    entity      text,
    stage       integer not null,
    kind        text not null
        check (kind in (
            'plan', 'range', 'all', 'keys', 'since', 'relink', 'guard', 'unlink', 'remove', 'finish'
        )),
    lower       bigint,
    upper       bigint,
    keys        jsonb,
    is_done     boolean not null default false,
    source_rows bigint not null default 0,
    insert      bigint not null default 0,
    update      bigint not null default 0,
    conflict    bigint not null default 0,
    drift       bigint not null default 0,
    missing     bigint not null default 0,
    delete      bigint not null default 0,
    unchanged   bigint not null default 0,
    rejected    bigint not null default 0,
    written     bigint not null default 0,
    seconds     double precision not null default 0,
    finished_at timestamptz
);
create index segment_open on lockstep_state.segment (run, stage, id) where not is_done;
create index on lockstep_state.segment (run, entity);
comment on table  lockstep_state.segment is 'Units of one step, one transaction, one checkpoint.';
comment on column lockstep_state.segment.id is 'Number of the segment.';
comment on column lockstep_state.segment.run is 'The run.';
comment on column lockstep_state.segment.entity is 'The entity; null for what concerns the whole run.';
comment on column lockstep_state.segment.stage is 'Segments of a stage wait until all smaller stages are done.';
comment on column lockstep_state.segment.kind is 'What the step does with it.';
comment on column lockstep_state.segment.lower is 'First value of the leading integer key; null for no bound.';
comment on column lockstep_state.segment.upper is 'First value that no longer belongs to it; null for no bound.';
comment on column lockstep_state.segment.keys is 'Source keys, for keys: array of arrays of text.';
comment on column lockstep_state.segment.is_done is 'Set in the commit of its work.';
comment on column lockstep_state.segment.source_rows is 'Rows at the source.';
comment on column lockstep_state.segment.insert is 'Rows in state insert.';
comment on column lockstep_state.segment.update is 'Rows in state update.';
comment on column lockstep_state.segment.conflict is 'Rows in state conflict.';
comment on column lockstep_state.segment.drift is 'Rows in state drift.';
comment on column lockstep_state.segment.missing is 'Rows in state missing.';
comment on column lockstep_state.segment.delete is 'Rows in state delete.';
comment on column lockstep_state.segment.unchanged is 'Rows that are the same on both sides.';
comment on column lockstep_state.segment.rejected is 'Rows that could not be written.';
comment on column lockstep_state.segment.written is 'Target rows written or deleted.';
comment on column lockstep_state.segment.seconds is 'How long the step took.';
comment on column lockstep_state.segment.finished_at is 'When it was done.';

create table lockstep_state.reject (
    id              bigint generated always as identity primary key,
    entity          text not null,
    source_key      jsonb not null,
    operation       text not null check (operation in ('write', 'delete')),
    reason          text not null
        check (reason in ('unresolved_reference', 'constraint', 'transform', 'type', 'trigger', 'other')),
    sqlstate        text not null,
    constraint_name text,
    column_name     text,
    message         text not null,
    unresolved      jsonb,
    first_run       bigint not null,
    last_run        bigint not null,
    first_at        timestamptz not null default now(),
    last_at         timestamptz not null default now(),
    closed_at       timestamptz
);
create unique index reject_open on lockstep_state.reject (entity, source_key) where closed_at is null;
comment on table  lockstep_state.reject is 'Source rows that could not be written, kept until they heal.';
comment on column lockstep_state.reject.id is 'Number of the reject.';
comment on column lockstep_state.reject.entity is 'The entity.';
comment on column lockstep_state.reject.source_key is 'Source key, an array of text.';
comment on column lockstep_state.reject.operation is 'What could not be done with the target row.';
comment on column lockstep_state.reject.reason is 'Class of the cause.';
comment on column lockstep_state.reject.sqlstate is 'SQLSTATE of the failure.';
comment on column lockstep_state.reject.constraint_name is 'Constraint that refused it.';
comment on column lockstep_state.reject.column_name is 'Column that refused it, or of the reference.';
comment on column lockstep_state.reject.message is 'What the database said, without values.';
comment on column lockstep_state.reject.unresolved is 'Target column to the source key that no target row is known for.';
comment on column lockstep_state.reject.first_run is 'Run that met it first.';
comment on column lockstep_state.reject.last_run is 'Run that met it last.';
comment on column lockstep_state.reject.first_at is 'When it was met first.';
comment on column lockstep_state.reject.last_at is 'When it was met last.';
comment on column lockstep_state.reject.closed_at is 'When it healed or its source row went away.';

create table lockstep_state.overwritten (
    id         bigint generated always as identity primary key,
    run        bigint not null,
    entity     text not null,
    state      text not null check (state in ('update', 'conflict', 'drift', 'delete')),
    source_key jsonb not null,
    target_key jsonb not null,
    before     jsonb not null,
    at         timestamptz not null default now()
);
create index on lockstep_state.overwritten (run, entity);
comment on table  lockstep_state.overwritten is 'Before-images: target rows as they were when lockstep overwrote or deleted them.';
comment on column lockstep_state.overwritten.id is 'Number of the image.';
comment on column lockstep_state.overwritten.run is 'The run that wrote.';
comment on column lockstep_state.overwritten.entity is 'The entity.';
comment on column lockstep_state.overwritten.state is 'State that the row was in.';
comment on column lockstep_state.overwritten.source_key is 'Source key, an array of text.';
comment on column lockstep_state.overwritten.target_key is 'Target key, an array of text.';
comment on column lockstep_state.overwritten.before is 'The whole target row.';
comment on column lockstep_state.overwritten.at is 'When.';

create table lockstep_state.difference (
    run        bigint not null references lockstep_state.run on delete cascade,
    entity     text not null,
    source_key jsonb not null,
    state      text not null,
    primary key (run, entity, source_key)
);
comment on table  lockstep_state.difference is 'What detect found: keys and states.';
comment on column lockstep_state.difference.run is 'The run of kind detect.';
comment on column lockstep_state.difference.entity is 'The entity.';
comment on column lockstep_state.difference.source_key is 'Source key, an array of text.';
comment on column lockstep_state.difference.state is 'insert, update, conflict, drift, missing or delete.';

create table lockstep_state.log (
    id      bigint generated always as identity primary key,
    at      timestamptz not null default clock_timestamp(),
    run     bigint,
    entity  text,
    level   text not null check (level in ('debug', 'info', 'warning', 'error')),
    message text not null,
    detail  jsonb not null default '{}'
);
create index on lockstep_state.log (run);
comment on table  lockstep_state.log is 'What happened, without row content.';
comment on column lockstep_state.log.id is 'Number of the entry.';
comment on column lockstep_state.log.at is 'When.';
comment on column lockstep_state.log.run is 'The run, if of a run.';
comment on column lockstep_state.log.entity is 'The entity, if of an entity.';
comment on column lockstep_state.log.level is 'debug, info, warning or error.';
comment on column lockstep_state.log.message is 'A sentence.';
comment on column lockstep_state.log.detail is 'Counts and codes.';

create table lockstep_state.muted_finding (
    key      text primary key,
    reason   text not null,
    muted_at timestamptz not null default now()
);
comment on table  lockstep_state.muted_finding is 'Findings that people have seen and accepted.';
comment on column lockstep_state.muted_finding.key is 'Stable key of the finding.';
comment on column lockstep_state.muted_finding.reason is 'Why it is accepted.';
comment on column lockstep_state.muted_finding.muted_at is 'When.';
