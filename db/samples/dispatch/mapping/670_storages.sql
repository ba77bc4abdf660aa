select lockstep.define_entity(
    entity      => 'storages',
    source      => 'legacy.dispatch_storage',
    source_key  => '{id}',
    target      => 'public.storages',
    columns     => $${
        "legacy_storage_id": "s.id",
        "name":              "s.name",
        "root":              "s.root",
        "capacity":          "s.capacity",
        "is_active":         "s.active"
    }$$,
    description => 'Where goods are kept.'
);
