select lockstep.define_entity(
    entity      => 'categories',
    source      => 'legacy.category',
    source_key  => '{category_id}',
    target      => 'rental.categories',
    columns     => $${
        "legacy_category_id": "s.category_id",
        "name":               "s.name"
    }$$,
    description => 'Categories of films.'
);
