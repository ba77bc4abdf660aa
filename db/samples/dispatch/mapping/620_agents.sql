select lockstep.define_entity(
    entity      => 'agents',
    source      => 'legacy.dispatch_agent',
    source_key  => '{id}',
    target      => 'public.agents',
    columns     => $${
        "legacy_agent_id": "s.id",
        "hostname":        "s.hostname",
        "version":         "s.version",
        "is_active":       "s.enabled",
        "last_seen_at":    "s.last_seen"
    }$$,
    refs        => $${
        "profile_id": {"entity": "profiles", "key": "s.user_id"}
    }$$,
    description => 'Programs that work for a user.'
);
