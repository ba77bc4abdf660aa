select lockstep.define_entity(
    entity      => 'masters',
    source      => 'legacy.dispatch_master',
    source_key  => '{id}',
    target      => 'public.masters',
    columns     => $${
        "legacy_master_id": "s.id",
        "region":           "s.region",
        "capacity":         "s.capacity",
        "is_active":        "s.active"
    }$$,
    refs        => $${
        "profile_id": {"entity": "profiles", "key": "s.user_id"}
    }$$,
    description => 'Masters: where they are, and how much they can take on.'
);
