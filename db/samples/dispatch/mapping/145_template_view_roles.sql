select lockstep.define_entity(
    entity      => 'template_view_roles',
    source      => 'legacy.dispatch_template_view_roles',
    source_key  => '{id}',
    target      => 'public.template_view_roles',
    columns     => $${
        "legacy_id": "s.id"
    }$$,
    refs        => $${
        "template_id": {"entity": "templates", "key": "s.template_id"},
        "role_id":     {"entity": "roles", "key": "s.role_id"}
    }$$,
    description => 'Who may see the tasks of a template.'
);
