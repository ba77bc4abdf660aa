select lockstep.define_entity(
    entity      => 'team_members',
    source      => 'legacy.auth_user_groups',
    source_key  => '{id}',
    target      => 'public.team_members',
    columns     => $${
        "legacy_id": "s.id"
    }$$,
    refs        => $${
        "team_id":    {"entity": "teams", "key": "s.group_id"},
        "profile_id": {"entity": "profiles", "key": "s.user_id"}
    }$$,
    description => 'Who is in which team.'
);
