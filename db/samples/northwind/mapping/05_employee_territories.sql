select lockstep.define_entity(
    entity      => 'employee_territories',
    source      => 'legacy.employee_territories',
    source_key  => '{employee_id,territory_id}',
    target      => 'trading.employee_territories',
    refs        => $${
        "employee_id":    {"entity": "employees", "key": "s.employee_id"},
        "territory_code": {"entity": "territories", "key": "s.territory_id"}
    }$$,
    description => 'Who sells where.'
);
