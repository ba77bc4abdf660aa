select lockstep.define_entity(
    entity      => 'order_lines',
    source      => 'legacy.order_details',
    source_key  => '{order_id,product_id}',
    target      => 'trading.order_lines',
    columns     => $${
        "unit_price": "round(s.unit_price::numeric, 2)",
        "quantity":   "s.quantity",
        "discount":   "round(s.discount::numeric, 2)"
    }$$,
    refs        => $${
        "order_number": {"entity": "orders", "key": "s.order_id"},
        "product_id":   {"entity": "products", "key": "s.product_id"}
    }$$,
    description => 'What was ordered, at which price.'
);
