-- address: the source mixes NULL and '' for "not given"; the target says NULL.
select lockstep.define_entity(
    entity      => 'addresses',
    source      => 'legacy.address',
    source_key  => '{address_id}',
    target      => 'rental.addresses',
    columns     => $${
        "legacy_address_id": "s.address_id",
        "line_1":            "s.address",
        "line_2":            "nullif(s.address2, '')",
        "district":          "nullif(s.district, '')",
        "postal_code":       "nullif(s.postal_code, '')",
        "phone":             "nullif(s.phone, '')"
    }$$,
    refs        => $${
        "city_id": {"entity": "cities", "key": "s.city_id"}
    }$$,
    description => 'Addresses of customers, staff and stores.'
);
