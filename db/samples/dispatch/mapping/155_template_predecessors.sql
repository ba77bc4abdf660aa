select lockstep.define_entity(
    entity      => 'template_predecessors',
    source      => 'legacy.dispatch_template_predecessors',
    source_key  => '{id}',
    target      => 'public.template_predecessors',
    columns     => $${
        "legacy_id": "s.id"
    }$$,
    refs        => $${
        "template_id":    {"entity": "templates", "key": "s.from_template_id"},
        "predecessor_id": {"entity": "templates", "key": "s.to_template_id"}
    }$$,
    description => 'Which step has to be done before which.'
);
