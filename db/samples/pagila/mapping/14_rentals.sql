-- rental: times without time zone at the source are UTC.
select lockstep.define_entity(
    entity      => 'rentals',
    source      => 'legacy.rental',
    source_key  => '{rental_id}',
    target      => 'rental.rentals',
    columns     => $${
        "legacy_rental_id": "s.rental_id",
        "rented_at":        "s.rental_date at time zone 'UTC'",
        "returned_at":      "s.return_date at time zone 'UTC'"
    }$$,
    refs        => $${
        "inventory_item_id": {"entity": "inventory_items", "key": "s.inventory_id"},
        "customer_id":       {"entity": "customers", "key": "s.customer_id"},
        "staff_id":          {"entity": "staff", "key": "s.staff_id"}
    }$$,
    watermark   => 'last_update',
    description => 'What was lent to whom, and when it came back.'
);
