-- shop_category: parent_id is a row of the same table and is completed in the second pass.
select lockstep.define_entity(
    entity      => 'categories',
    source      => 'legacy.shop_category',
    source_key  => '{id}',
    target      => 'public.categories',
    columns     => $${
        "legacy_category_id": "s.id",
        "name":               "s.name",
        "position":           "s.position"
    }$$,
    refs        => $${
        "parent_id": {"entity": "categories", "key": "s.parent_id"}
    }$$,
    description => 'Categories of products, a tree.'
);
