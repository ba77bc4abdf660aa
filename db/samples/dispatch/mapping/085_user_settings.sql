select lockstep.define_entity(
    entity      => 'user_settings',
    source      => 'legacy.dispatch_usersetting',
    source_key  => '{id}',
    target      => 'public.user_settings',
    columns     => $${
        "legacy_setting_id":  "s.id",
        "legacy_language_id": "s.language_id",
        "timezone":           "s.timezone",
        "notify_email":       "s.notify_email",
        "notify_push":        "s.notify_push",
        "page_size":          "s.page_size",
        "phone":              "s.phone",
        "preferences":        "s.preferences"
    }$$,
    refs        => $${
        "profile_id":  {"entity": "profiles", "key": "s.user_id"},
        "language_id": {"entity": "languages", "key": "s.language_id", "if_missing": "null"}
    }$$,
    description => 'What users chose for themselves.'
);
