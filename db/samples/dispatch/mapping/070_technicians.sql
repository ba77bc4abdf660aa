-- auth_user in group 11; dispatch_agent, of a similar name, is about programs.
select lockstep.define_entity(
    entity      => 'technicians',
    source      => $$
        select u.id, u.username, u.first_name, u.last_name, u.email, u.is_active, u.date_joined
        from legacy.auth_user as u
        join legacy.auth_user_groups as g on g.user_id = u.id
        where g.group_id = 11
    $$,
    source_key  => '{id}',
    target      => 'public.technicians',
    columns     => $${
        "legacy_technician_id": "s.id",
        "legacy_user_id":       "s.id",
        "first_name":           "s.first_name",
        "last_name":            "s.last_name",
        "email":                "s.email",
        "is_active":            "s.is_active",
        "hire_date":            "(s.date_joined at time zone 'UTC')::date",
        "employee_id":          "s.username",
        "status":               "case when s.is_active then 'active' else 'inactive' end",
        "created_at":           "s.date_joined"
    }$$,
    refs        => $${
        "profile_id": {"entity": "profiles", "key": "s.id"}
    }$$,
    description => 'Users in the group of technicians.'
);
