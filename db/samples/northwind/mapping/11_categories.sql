select lockstep.define_entity(
    entity      => 'categories',
    source      => 'legacy.categories',
    source_key  => '{category_id}',
    target      => 'trading.categories',
    columns     => $${
        "legacy_category_id": "s.category_id",
        "name":               "s.category_name",
        "description":        "s.description",
        "picture":            "coalesce(s.picture, '')"
    }$$,
    description => 'Categories of products.'
);
