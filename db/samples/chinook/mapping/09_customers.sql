select lockstep.define_entity(
    entity      => 'customers',
    source      => $$
        select
            c."CustomerId" as customer_id,
            c."FirstName" as first_name,
            c."LastName" as last_name,
            c."Company" as company,
            c."Address" as address,
            c."City" as city,
            c."State" as state,
            c."Country" as country,
            c."PostalCode" as postal_code,
            c."Phone" as phone,
            c."Fax" as fax,
            c."Email" as email,
            c."SupportRepId" as support_rep_id
        from legacy."Customer" as c
    $$,
    source_key  => '{customer_id}',
    target      => 'music.customers',
    columns     => $${
        "legacy_customer_id": "s.customer_id",
        "first_name":         "s.first_name",
        "last_name":          "s.last_name",
        "company":            "s.company",
        "email":              "lower(s.email)",
        "phone":              "s.phone",
        "fax":                "s.fax",
        "address":            "jsonb_strip_nulls(jsonb_build_object('street', s.address, 'city', s.city, 'state', s.state, 'country', s.country, 'postal_code', s.postal_code))"
    }$$,
    refs        => $${
        "support_id": {"entity": "employees", "key": "s.support_rep_id"}
    }$$,
    description => 'Customers, each with the employee who looks after them.'
);
