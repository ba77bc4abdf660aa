-- dispatch_role_permissions: the permission is copied into the row, by name and codename.
select lockstep.define_entity(
    entity      => 'role_permissions',
    source      => $$
        select r.id, r.role_id, r.permission_id, p.name, p.codename
        from legacy.dispatch_role_permissions as r
        left join legacy.auth_permission as p on p.id = r.permission_id
    $$,
    source_key  => '{id}',
    target      => 'public.role_permissions',
    columns     => $${
        "legacy_junction_id":   "s.id",
        "legacy_role_id":       "s.role_id",
        "legacy_permission_id": "s.permission_id",
        "permission":           "s.name",
        "resource":             "s.codename"
    }$$,
    refs        => $${
        "role_id": {"entity": "roles", "key": "s.role_id"}
    }$$,
    description => 'What a role may do.'
);
