-- dispatch_record_attachments: the record is a message or a team communication; where it is neither any more, both are
-- empty, and its id stays.
select lockstep.define_entity(
    entity      => 'record_attachments',
    source      => 'legacy.dispatch_record_attachments',
    source_key  => '{id}',
    target      => 'public.record_attachments',
    columns     => $${
        "legacy_attachment_id": "s.id",
        "legacy_record_id":     "s.record_id"
    }$$,
    refs        => $${
        "message_id":            {"entity": "messages", "key": "s.record_id", "if_missing": "null"},
        "team_communication_id": {"entity": "team_communications", "key": "s.record_id", "if_missing": "null"},
        "file_id":               {"entity": "files", "key": "s.file_id"}
    }$$,
    description => 'The other, hardly used table of files that came with a record.'
);
