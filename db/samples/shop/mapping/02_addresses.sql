select lockstep.define_entity(
    entity      => 'addresses',
    source      => 'legacy.shop_address',
    source_key  => '{id}',
    target      => 'public.addresses',
    columns     => $${
        "legacy_address_id": "s.id",
        "label":             "nullif(s.label, '')",
        "street":            "s.street",
        "city":              "s.city",
        "postal_code":       "nullif(s.postal_code, '')",
        "country":           "s.country"
    }$$,
    refs        => $${
        "customer_id": {"entity": "customers", "key": "s.customer_id"}
    }$$,
    description => 'Addresses of customers.'
);
