select lockstep.define_entity(
    entity      => 'template_products',
    source      => 'legacy.dispatch_template_products',
    source_key  => '{id}',
    target      => 'public.template_products',
    columns     => $${
        "legacy_id": "s.id"
    }$$,
    refs        => $${
        "template_id": {"entity": "templates", "key": "s.template_id"},
        "product_id":  {"entity": "products", "key": "s.product_id"}
    }$$,
    description => 'Which templates belong to which product.'
);
