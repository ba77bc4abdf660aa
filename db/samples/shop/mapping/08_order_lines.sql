-- shop_orderline: the key is (order_id, line); lines of test orders stay behind with them.
select lockstep.define_entity(
    entity      => 'order_lines',
    source      => $$
        select l.order_id, l.line, l.product_id, l.quantity, l.price, l.gift_note
        from legacy.shop_orderline as l
        join legacy.shop_order as o on o.id = l.order_id
        where not o.is_test
    $$,
    source_key  => '{order_id,line}',
    target      => 'public.order_lines',
    columns     => $${
        "line":      "s.line",
        "quantity":  "s.quantity",
        "price":     "s.price",
        "gift_note": "nullif(s.gift_note, '')"
    }$$,
    refs        => $${
        "order_id":   {"entity": "orders", "key": "s.order_id"},
        "product_id": {"entity": "products", "key": "s.product_id"}
    }$$,
    description => 'What was ordered, at which price.'
);
