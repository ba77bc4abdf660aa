-- room: entity    audience: public    calls: checked_entity put_entity
--
-- The only function without a search_path of its own: names in the mapping mean what they mean to
-- the caller. Everything named here is qualified.
create function lockstep.define_entity(
    entity       text,
    source       text,
    source_key   text[],
    target       text,
    columns      jsonb default '{}',
    refs         jsonb default '{}',
    watermark    text default null,
    target_key   text[] default null,
    key_strategy text default null,
    on_delete    text default 'delete',
    archive      jsonb default null,
    on_drift     text default 'overwrite',
    batch_rows   integer default 50000,
    description  text default null
)
    returns text
    language plpgsql
    volatile
as $body$
declare
    r_entity lockstep_state.entity;
begin
    r_entity.name         := define_entity.entity;
    r_entity.source       := pg_catalog.btrim(define_entity.source, E' \t\n\r');
    r_entity.source_key   := define_entity.source_key;
    r_entity.target_table := define_entity.target;
    r_entity.target_key   := define_entity.target_key;
    r_entity.key_strategy := define_entity.key_strategy;
    r_entity.columns      := define_entity.columns;
    r_entity.refs         := define_entity.refs;
    r_entity.watermark    := define_entity.watermark;
    r_entity.on_delete    := define_entity.on_delete;
    r_entity.archive      := define_entity.archive;
    r_entity.on_drift     := define_entity.on_drift;
    r_entity.batch_rows   := define_entity.batch_rows;
    r_entity.description  := define_entity.description;
    r_entity.search_path  := pg_catalog.current_setting('search_path');

    return lockstep_private.put_entity(lockstep_private.checked_entity(r_entity));
end;
$body$;

comment on function lockstep.define_entity is
    'Maps a source to a target table; the same call again changes nothing. entity: its name; '
    'source: a linked table or a SELECT; source_key: columns that identify a source row; target: '
    'table; columns: target column to SQL over s; refs: target column to {"entity", "key", '
    '"if_missing", "column"}, or to a list of them, of which the first one whose key is not null '
    'in a row decides; watermark: source column that grows with each change; target_key: default '
    'primary key; key_strategy: derive, random or keep; on_delete: delete, archive (sets the '
    'expressions of archive) or keep; on_drift: overwrite or keep; batch_rows: rows of one '
    'segment. Returns created, changed or unchanged. Raises LSE02 to LSE16 for what cannot work.';
