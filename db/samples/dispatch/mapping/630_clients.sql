select lockstep.define_entity(
    entity      => 'clients',
    source      => 'legacy.dispatch_client',
    source_key  => '{id}',
    target      => 'public.clients',
    columns     => $${
        "legacy_client_id": "s.id",
        "name":             "s.name",
        "version":          "s.version",
        "platform":         "s.platform",
        "last_seen_at":     "s.last_seen"
    }$$,
    refs        => $${
        "profile_id": {"entity": "profiles", "key": "s.user_id"}
    }$$,
    description => 'Installed programs of users.'
);
