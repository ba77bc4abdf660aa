-- auth_group_permissions: the permission is copied into the row, by name and codename.
select lockstep.define_entity(
    entity      => 'team_permissions',
    source      => $$
        select g.id, g.group_id, g.permission_id, p.name, p.codename
        from legacy.auth_group_permissions as g
        left join legacy.auth_permission as p on p.id = g.permission_id
    $$,
    source_key  => '{id}',
    target      => 'public.team_permissions',
    columns     => $${
        "legacy_id":            "s.id",
        "legacy_permission_id": "s.permission_id",
        "permission":           "s.name",
        "resource":             "s.codename"
    }$$,
    refs        => $${
        "team_id": {"entity": "teams", "key": "s.group_id"}
    }$$,
    description => 'What a team may do.'
);
