select lockstep.define_entity(
    entity      => 'roles',
    source      => 'legacy.dispatch_role',
    source_key  => '{id}',
    target      => 'public.roles',
    columns     => $${
        "legacy_id":   "s.id",
        "name":        "s.name",
        "description": "s.abbrev",
        "metadata":    "jsonb_strip_nulls(jsonb_build_object('role_type', s.type, 'order', s.\"order\", 'legacy_user_id', s.user_id, 'legacy_group_id', s.group_id))"
    }$$,
    description => 'Roles in the making of an order.'
);
