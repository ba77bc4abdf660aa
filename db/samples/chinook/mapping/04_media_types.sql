select lockstep.define_entity(
    entity      => 'media_types',
    source      => 'legacy."MediaType"',
    source_key  => '{MediaTypeId}',
    target      => 'music.media_types',
    columns     => $${
        "legacy_media_type_id": "s.\"MediaTypeId\"",
        "name":                 "s.\"Name\"",
        "is_video":             "s.\"Name\" like '%video%'"
    }$$,
    description => 'Kinds of files.'
);
