select lockstep.define_entity(
    entity      => 'film_categories',
    source      => 'legacy.film_category',
    source_key  => '{film_id,category_id}',
    target      => 'rental.film_categories',
    refs        => $${
        "film_id":     {"entity": "films", "key": "s.film_id"},
        "category_id": {"entity": "categories", "key": "s.category_id"}
    }$$,
    description => 'Which film is of which category.'
);
