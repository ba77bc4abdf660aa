-- dispatch_note: what is noted about doctors, among the comments.
select lockstep.define_entity(
    entity      => 'note_comments',
    source      => 'legacy.dispatch_note',
    source_key  => '{id}',
    target      => 'public.comments',
    columns     => $${
        "legacy_table": "'dispatch_note'",
        "legacy_id":    "s.id",
        "content":      "s.text",
        "comment_type": "'doctor_note'",
        "created_at":   "s.created_at",
        "updated_at":   "s.created_at"
    }$$,
    refs        => $${
        "author_id": {"entity": "profiles", "key": "s.author_id"}
    }$$,
    description => 'Notes about doctors, as comments.'
);
