select lockstep.define_entity(
    entity      => 'suppliers',
    source      => 'legacy.suppliers',
    source_key  => '{supplier_id}',
    target      => 'trading.suppliers',
    columns     => $${
        "legacy_supplier_id": "s.supplier_id",
        "company":            "s.company_name",
        "contact_name":       "s.contact_name",
        "contact_title":      "s.contact_title",
        "address":            "jsonb_strip_nulls(jsonb_build_object('street', s.address, 'city', s.city, 'region', s.region, 'postal_code', s.postal_code, 'country', s.country))",
        "phone":              "s.phone",
        "fax":                "s.fax",
        "homepage":           "s.homepage"
    }$$,
    description => 'Suppliers.'
);
