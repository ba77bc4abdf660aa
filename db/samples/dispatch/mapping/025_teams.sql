select lockstep.define_entity(
    entity      => 'teams',
    source      => 'legacy.auth_group',
    source_key  => '{id}',
    target      => 'public.teams',
    columns     => $${
        "legacy_group_id": "s.id",
        "name":            "s.name",
        "team_type":       "'operational'"
    }$$,
    description => 'Groups of users.'
);
