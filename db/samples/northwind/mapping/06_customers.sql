-- customers: the source knows them by five letters, the target by a uuid; the letters stay as code.
select lockstep.define_entity(
    entity      => 'customers',
    source      => 'legacy.customers',
    source_key  => '{customer_id}',
    target      => 'trading.customers',
    columns     => $${
        "code":          "s.customer_id",
        "company":       "s.company_name",
        "contact_name":  "s.contact_name",
        "contact_title": "s.contact_title",
        "address":       "jsonb_strip_nulls(jsonb_build_object('street', s.address, 'city', s.city, 'region', s.region, 'postal_code', s.postal_code))",
        "country":       "s.country",
        "phone":         "s.phone",
        "fax":           "s.fax"
    }$$,
    description => 'Customers.'
);
