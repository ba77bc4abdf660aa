select lockstep.define_entity(
    entity      => 'template_view_groups',
    source      => 'legacy.dispatch_template_view_groups',
    source_key  => '{id}',
    target      => 'public.template_view_groups',
    columns     => $${
        "legacy_id": "s.id"
    }$$,
    refs        => $${
        "template_id": {"entity": "templates", "key": "s.template_id"},
        "team_id":     {"entity": "teams", "key": "s.group_id"}
    }$$,
    description => 'Which teams may see the tasks of a template.'
);
