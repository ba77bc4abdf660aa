-- payment: a parent without rows of its own and a child for each month. The parent returns them
-- all, so it is the only one that is linked.
select lockstep.define_entity(
    entity      => 'payments',
    source      => 'legacy.payment',
    source_key  => '{payment_id}',
    target      => 'rental.payments',
    columns     => $${
        "legacy_payment_id": "s.payment_id",
        "amount":            "s.amount",
        "paid_at":           "s.payment_date at time zone 'UTC'"
    }$$,
    refs        => $${
        "customer_id": {"entity": "customers", "key": "s.customer_id"},
        "staff_id":    {"entity": "staff", "key": "s.staff_id"},
        "rental_id":   {"entity": "rentals", "key": "s.rental_id"}
    }$$,
    description => 'Money received, from all months.'
);
