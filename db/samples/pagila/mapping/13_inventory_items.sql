select lockstep.define_entity(
    entity      => 'inventory_items',
    source      => 'legacy.inventory',
    source_key  => '{inventory_id}',
    target      => 'rental.inventory_items',
    columns     => $${
        "legacy_inventory_id": "s.inventory_id"
    }$$,
    refs        => $${
        "film_id":  {"entity": "films", "key": "s.film_id"},
        "store_id": {"entity": "stores", "key": "s.store_id"}
    }$$,
    description => 'Copies of films that stores lend.'
);
