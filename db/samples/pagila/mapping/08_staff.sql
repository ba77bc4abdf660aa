-- staff: password hashes (unsalted SHA-1) are left behind on purpose.
select lockstep.define_entity(
    entity      => 'staff',
    source      => 'legacy.staff',
    source_key  => '{staff_id}',
    target      => 'rental.people',
    columns     => $${
        "kind":            "'staff'",
        "legacy_staff_id": "s.staff_id",
        "first_name":      "s.first_name",
        "last_name":       "s.last_name",
        "email":           "lower(s.email)",
        "username":        "lower(s.username)",
        "is_active":       "s.active",
        "photo":           "s.picture"
    }$$,
    refs        => $${
        "address_id": {"entity": "addresses", "key": "s.address_id"},
        "store_id":   {"entity": "stores", "key": "s.store_id"}
    }$$,
    description => 'People who work in a store. Passwords stay behind.'
);
