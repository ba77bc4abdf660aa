select lockstep.define_entity(
    entity      => 'product_successors',
    source      => 'legacy.dispatch_product_successors',
    source_key  => '{id}',
    target      => 'public.product_successors',
    columns     => $${
        "legacy_id": "s.id"
    }$$,
    refs        => $${
        "product_id":   {"entity": "products", "key": "s.from_product_id"},
        "successor_id": {"entity": "products", "key": "s.to_product_id"}
    }$$,
    description => 'Which product takes the place of which.'
);
