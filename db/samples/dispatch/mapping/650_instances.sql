select lockstep.define_entity(
    entity      => 'instances',
    source      => 'legacy.dispatch_instance',
    source_key  => '{id}',
    target      => 'public.instances',
    columns     => $${
        "legacy_instance_id": "s.id",
        "name":               "s.name",
        "kind":               "s.kind",
        "address":            "s.address",
        "started_at":         "s.started_at",
        "is_active":          "s.enabled"
    }$$,
    description => 'Servers of the old application.'
);
