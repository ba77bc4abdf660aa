select lockstep.define_entity(
    entity      => 'project_readings',
    source      => 'legacy.dispatch_reading',
    source_key  => '{id}',
    target      => 'public.project_readings',
    columns     => $${
        "legacy_reading_id": "s.id",
        "legacy_user_id":    "s.user_id",
        "read_at":           "s.read_at",
        "position":          "s.position"
    }$$,
    refs        => $${
        "project_id": {"entity": "projects", "key": "s.project_id"},
        "profile_id": {"entity": "profiles", "key": "s.user_id", "if_missing": "null"}
    }$$,
    description => 'Who looked at a project, and when.'
);
