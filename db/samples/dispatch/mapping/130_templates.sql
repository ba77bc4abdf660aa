-- dispatch_template: named by the name of its task, or else by its text.
select lockstep.define_entity(
    entity      => 'templates',
    source      => 'legacy.dispatch_template',
    source_key  => '{id}',
    target      => 'public.templates',
    columns     => $${
        "legacy_template_id":         "s.id",
        "name":                       "coalesce(s.task_name, s.text_name)",
        "action_name":                "s.action_name",
        "is_active":                  "s.status = 1",
        "estimated_duration_minutes": "s.duration"
    }$$ || jsonb_build_object('metadata', $$
        jsonb_strip_nulls(jsonb_build_object(
            'function', s.function,
            'predefined', s.predefined,
            'read_only', s.read_only,
            'extensions', s.extensions,
            'alerts', s.alerts,
            'separate', s.separate,
            'text_name', s.text_name,
            'legacy_status', s.status,
            'legacy_category_id', s.category_id
        ))
    $$),
    refs        => $${
        "category_id": {"entity": "categories", "key": "s.category_id", "if_missing": "null"}
    }$$,
    description => 'Steps of the work, from which tasks are made.'
);
