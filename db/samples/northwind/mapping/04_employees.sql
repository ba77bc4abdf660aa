-- employees: reports_to is a row of the same table and is completed in the second pass. All
-- photos are empty at the source: no photo, then.
select lockstep.define_entity(
    entity      => 'employees',
    source      => 'legacy.employees',
    source_key  => '{employee_id}',
    target      => 'trading.employees',
    columns     => $${
        "legacy_employee_id": "s.employee_id",
        "courtesy":           "s.title_of_courtesy",
        "first_name":         "s.first_name",
        "last_name":          "s.last_name",
        "title":              "s.title",
        "born_on":            "s.birth_date",
        "hired_on":           "s.hire_date",
        "address":            "jsonb_strip_nulls(jsonb_build_object('street', s.address, 'city', s.city, 'region', s.region, 'postal_code', s.postal_code, 'country', s.country))",
        "home_phone":         "s.home_phone",
        "extension":          "s.extension",
        "photo":              "nullif(s.photo, '')",
        "notes":              "s.notes"
    }$$,
    refs        => $${
        "reports_to_id": {"entity": "employees", "key": "s.reports_to", "if_missing": "null"}
    }$$,
    description => 'Employees. The path of the photo on a server of 1996 is left out.'
);
