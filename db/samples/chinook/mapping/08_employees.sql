-- Employee: "ReportsTo" is a row of the same table, completed in the second pass.
select lockstep.define_entity(
    entity      => 'employees',
    source      => 'legacy."Employee"',
    source_key  => '{EmployeeId}',
    target      => 'music.employees',
    columns     => $${
        "legacy_employee_id": "s.\"EmployeeId\"",
        "full_name":          "s.\"FirstName\" || ' ' || s.\"LastName\"",
        "title":              "s.\"Title\"",
        "born_on":            "s.\"BirthDate\"::date",
        "hired_on":           "s.\"HireDate\"::date",
        "email":              "lower(s.\"Email\")",
        "phone":              "s.\"Phone\"",
        "address":            "jsonb_strip_nulls(jsonb_build_object('street', s.\"Address\", 'city', s.\"City\", 'state', s.\"State\", 'country', s.\"Country\", 'postal_code', s.\"PostalCode\"))"
    }$$,
    refs        => $${
        "reports_to_id": {"entity": "employees", "key": "s.\"ReportsTo\""}
    }$$,
    description => 'Employees.'
);
