-- room: adopt    audience: public    calls: put_adoption
--
-- Without a search_path of its own: names mean what they mean to the caller.
create function lockstep.define_adoption(
    entity         text,
    by             text[] default null,
    mapping        text default null,
    mapping_where  text default null,
    mapping_key    text[] default '{legacy_id}',
    mapping_target text[] default '{new_id}',
    query          text default null,
    prefer         text default null
)
    returns text
    language plpgsql
    volatile
as $body$
begin
    return lockstep_private.put_adoption(entity, pg_catalog.jsonb_strip_nulls(
        pg_catalog.jsonb_build_object(
            'by', by,
            'mapping', mapping,
            'mapping_where', mapping_where,
            'mapping_key', case when mapping is not null then mapping_key end,
            'mapping_target', case when mapping is not null then mapping_target end,
            'query', pg_catalog.btrim(query, E' \t\n\r;'),
            'prefer', prefer,
            'search_path', pg_catalog.current_setting('search_path')
        )
    ));
end;
$body$;

comment on function lockstep.define_adoption is
    'How target rows of an entity are told that earlier scripts wrote; lockstep entity adopt '
    'takes them into the ledger. by: target columns that hold the source key (default: those that '
    'the mapping fills with it; {} for none); mapping: a table of source keys (mapping_key) and '
    'target keys (mapping_target), mapping_where: which of its rows; query: the columns of the '
    'source key, then those of the target key; prefer: of several rows of one source key, the one '
    'with the least value of this expression over t. Names mean what they mean under the '
    'caller''s search_path. Returns created, changed or unchanged. Raises LSE01 and LSE21.';
