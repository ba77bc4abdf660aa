-- dispatch_note: which doctor a note is about. The target means the profile of the doctor.
select lockstep.define_entity(
    entity      => 'doctor_notes',
    source      => 'legacy.dispatch_note',
    source_key  => '{id}',
    target      => 'public.doctor_notes',
    columns     => $${
        "legacy_note_id": "s.id",
        "created_at":     "s.created_at"
    }$$,
    refs        => $${
        "comment_id": {"entity": "note_comments", "key": "s.id"},
        "doctor_id":  {"entity": "profiles", "key": "s.doctor_id"}
    }$$,
    description => 'Notes and the doctor they are about.'
);
