-- shop_product_tags: Django gives join tables a key of their own. Here the two references are it.
select lockstep.define_entity(
    entity      => 'product_tags',
    source      => 'legacy.shop_product_tags',
    source_key  => '{id}',
    target      => 'public.product_tags',
    refs        => $${
        "product_id": {"entity": "products", "key": "s.product_id"},
        "tag_id":     {"entity": "tags", "key": "s.tag_id"}
    }$$,
    description => 'Which product has which tag.'
);
