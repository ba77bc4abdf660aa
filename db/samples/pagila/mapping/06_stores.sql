-- store: a store has a manager, who works in a store. manager_id is completed in the second pass.
select lockstep.define_entity(
    entity      => 'stores',
    source      => 'legacy.store',
    source_key  => '{store_id}',
    target      => 'rental.stores',
    columns     => $${
        "legacy_store_id": "s.store_id"
    }$$,
    refs        => $${
        "address_id": {"entity": "addresses", "key": "s.address_id"},
        "manager_id": {"entity": "staff", "key": "s.manager_staff_id"}
    }$$,
    description => 'Stores.'
);
