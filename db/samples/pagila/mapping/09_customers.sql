-- customer: active (0 or 1) is what the old application kept; activebool is true in every row.
select lockstep.define_entity(
    entity      => 'customers',
    source      => 'legacy.customer',
    source_key  => '{customer_id}',
    target      => 'rental.people',
    columns     => $${
        "kind":               "'customer'",
        "legacy_customer_id": "s.customer_id",
        "first_name":         "initcap(s.first_name)",
        "last_name":          "initcap(s.last_name)",
        "email":              "lower(s.email)",
        "is_active":          "coalesce(s.active = 1, s.activebool)",
        "joined_on":          "s.create_date"
    }$$,
    refs        => $${
        "address_id": {"entity": "addresses", "key": "s.address_id"},
        "store_id":   {"entity": "stores", "key": "s.store_id"}
    }$$,
    description => 'People who rent.'
);
