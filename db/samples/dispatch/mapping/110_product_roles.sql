select lockstep.define_entity(
    entity      => 'product_roles',
    source      => 'legacy.dispatch_product_roles',
    source_key  => '{id}',
    target      => 'public.product_roles',
    columns     => $${
        "legacy_id": "s.id"
    }$$,
    refs        => $${
        "product_id": {"entity": "products", "key": "s.product_id"},
        "role_id":    {"entity": "roles", "key": "s.role_id"}
    }$$,
    description => 'Which roles work on which product.'
);
