-- dispatch_category: a tree that refers to itself, with children older than their parents and a few
-- circles; all of it arrives in two passes.
select lockstep.define_entity(
    entity      => 'categories',
    source      => 'legacy.dispatch_category',
    source_key  => '{id}',
    target      => 'public.categories',
    columns     => $${
        "legacy_category_id": "s.id",
        "name":               "s.name"
    }$$,
    refs        => $${
        "parent_id": {"entity": "categories", "key": "s.parent_id"}
    }$$,
    description => 'Categories of templates.'
);
