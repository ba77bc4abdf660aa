select lockstep.define_entity(
    entity      => 'ware',
    source      => 'legacy.dispatch_ware',
    source_key  => '{id}',
    target      => 'public.ware',
    columns     => $${
        "legacy_ware_id": "s.id",
        "name":           "s.name",
        "code":           "s.code",
        "quantity":       "s.quantity",
        "unit_price":     "s.unit_price",
        "created_at":     "s.created_at"
    }$$,
    refs        => $${
        "storage_id": {"entity": "storages", "key": "s.storage_id"}
    }$$,
    description => 'Goods in store.'
);
