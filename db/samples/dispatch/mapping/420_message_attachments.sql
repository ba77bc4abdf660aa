-- dispatch_file with a record: that is how files hang on messages. A file whose record is gone, or is no
-- message, is a reject.
select lockstep.define_entity(
    entity      => 'message_attachments',
    source      => $$
        select f.id, f.record_id, f.ext, f.created_at
        from legacy.dispatch_file as f
        where f.record_id is not null
    $$,
    source_key  => '{id}',
    target      => 'public.message_attachments',
    columns     => $${
        "legacy_file_id":   "s.id",
        "legacy_record_id": "s.record_id",
        "attachment_type":  "case when lower(s.ext) in ('.jpg', '.jpeg', '.png', '.gif') then 'image' when lower(s.ext) in ('.pdf', '.txt', '.docx') then 'document' else 'file' end",
        "created_at":       "s.created_at"
    }$$,
    refs        => $${
        "message_id": {"entity": "messages", "key": "s.record_id"},
        "file_id":    {"entity": "files", "key": "s.id"}
    }$$,
    description => 'Files that came with a message.'
);
