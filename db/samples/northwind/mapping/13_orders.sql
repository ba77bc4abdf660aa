-- orders: customers know the number of their order, so it stays the key.
select lockstep.define_entity(
    entity       => 'orders',
    source       => 'legacy.orders',
    source_key   => '{order_id}',
    target       => 'trading.orders',
    columns      => $${
        "status":      "case when s.shipped_date is null then 'open' else 'shipped' end",
        "ordered_on":  "s.order_date",
        "required_on": "s.required_date",
        "shipped_on":  "s.shipped_date",
        "freight":     "round(s.freight::numeric, 2)",
        "ship_to":     "jsonb_strip_nulls(jsonb_build_object('name', s.ship_name, 'street', s.ship_address, 'city', s.ship_city, 'region', s.ship_region, 'postal_code', s.ship_postal_code, 'country', s.ship_country))"
    }$$,
    refs         => $${
        "customer_id": {"entity": "customers", "key": "s.customer_id"},
        "employee_id": {"entity": "employees", "key": "s.employee_id"},
        "shipper_id":  {"entity": "shippers", "key": "s.ship_via"}
    }$$,
    key_strategy => 'keep',
    description  => 'Orders, under the numbers that customers know.'
);
