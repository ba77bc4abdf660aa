select lockstep.define_entity(
    entity      => 'project_links',
    source      => 'legacy.dispatch_link',
    source_key  => '{id}',
    target      => 'public.project_links',
    columns     => $${
        "legacy_link_id":    "s.id",
        "legacy_project_id": "s.project_id",
        "legacy_creator_id": "s.creator_id",
        "token":             "s.token",
        "created_at":        "s.created_at",
        "expires_at":        "s.expires_at",
        "hits":              "s.hits"
    }$$,
    refs        => $${
        "project_id": {"entity": "projects", "key": "s.project_id", "if_missing": "null"},
        "created_by": {"entity": "profiles", "key": "s.creator_id", "if_missing": "null"}
    }$$,
    description => 'Links by which projects were shared.'
);
