select lockstep.define_entity(
    entity      => 'payments',
    source      => $$
        select p.id, p.order_id, p.method, p.amount, p.reference, p.paid_at
        from legacy.shop_payment as p
        join legacy.shop_order as o on o.id = p.order_id
        where not o.is_test
    $$,
    source_key  => '{id}',
    target      => 'public.payments',
    columns     => $${
        "legacy_payment_id": "s.id",
        "method":            "case s.method when 1 then 'card' when 2 then 'transfer' when 3 then 'cash' when 4 then 'voucher' end",
        "amount":            "s.amount",
        "reference":         "nullif(s.reference, '')",
        "paid_at":           "s.paid_at at time zone 'UTC'"
    }$$,
    refs        => $${
        "order_id": {"entity": "orders", "key": "s.order_id"}
    }$$,
    description => 'Money received, without that of test orders.'
);
