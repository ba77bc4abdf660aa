-- dispatch_purchase: lines of baskets of the shop (order_id leads there, not to the orders of patients).
select lockstep.define_entity(
    entity      => 'purchases',
    source      => 'legacy.dispatch_purchase',
    source_key  => '{id}',
    target      => 'public.purchases',
    columns     => $${
        "legacy_purchase_id": "s.id",
        "quantity":           "s.quantity",
        "unit_price":         "s.price",
        "total_amount":       "s.quantity * s.price",
        "metadata":           "jsonb_strip_nulls(jsonb_build_object('legacy_product_id', s.product_id))"
    }$$,
    refs        => $${
        "shop_order_id": {"entity": "shop_orders", "key": "s.order_id"},
        "product_id":    {"entity": "products", "key": "s.product_id", "if_missing": "null"}
    }$$,
    description => 'What was bought in the shop.'
);
