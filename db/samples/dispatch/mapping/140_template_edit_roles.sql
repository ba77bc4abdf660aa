select lockstep.define_entity(
    entity      => 'template_edit_roles',
    source      => 'legacy.dispatch_template_edit_roles',
    source_key  => '{id}',
    target      => 'public.template_edit_roles',
    columns     => $${
        "legacy_id": "s.id"
    }$$,
    refs        => $${
        "template_id": {"entity": "templates", "key": "s.template_id"},
        "role_id":     {"entity": "roles", "key": "s.role_id"}
    }$$,
    description => 'Who may edit the tasks of a template.'
);
