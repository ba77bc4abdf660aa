-- dispatch_payment: instruction_id is the order, order_id a basket of the shop. The amount is total_price; all
-- other amounts are kept. A payment of an order that is gone is a reject. How it was paid was only ever
-- guessed: payment_method stays empty.
select lockstep.define_entity(
    entity      => 'payments',
    source      => $$
        select
            p.id, p.made_at, p.free, p.tax_rate, p.tax_value, p.paid_price, p.instruction_id,
            p.used_credit, p.canceled, p.paid, p.custom_price, p.subtotal_price, p.doctor_id,
            p.office_id, p.order_id, p.installments, p.additional_price, p.netsuite, p.total_price,
            i.patient_id
        from legacy.dispatch_payment as p
        left join legacy.dispatch_instruction as i on i.id = p.instruction_id
    $$,
    source_key  => '{id}',
    target      => 'public.payments',
    columns     => $${
        "legacy_payment_id":     "s.id",
        "legacy_doctor_id":      "s.doctor_id",
        "legacy_office_id":      "s.office_id",
        "legacy_instruction_id": "s.instruction_id",
        "amount":                "s.total_price",
        "status":                "case when s.canceled then 'cancelled' when s.paid or s.free then 'completed' else 'pending' end",
        "payment_status":        "case when s.canceled then 'cancelled' when s.paid or s.free then 'completed' else 'pending' end",
        "subtotal_amount":       "s.subtotal_price",
        "tax_amount":            "s.tax_value",
        "payment_date":          "s.made_at",
        "created_at":            "s.made_at",
        "metadata":              "jsonb_strip_nulls(jsonb_build_object('paid_price', s.paid_price, 'used_credit', s.used_credit, 'custom_price', s.custom_price, 'additional_price', s.additional_price, 'tax_rate', s.tax_rate, 'installments', s.installments, 'netsuite', s.netsuite, 'free', s.free, 'paid', s.paid, 'canceled', s.canceled, 'legacy_order_id', s.order_id))"
    }$$,
    refs        => $${
        "order_id":      {"entity": "orders", "key": "s.instruction_id"},
        "shop_order_id": {"entity": "shop_orders", "key": "s.order_id"},
        "patient_id":    {"entity": "patients", "key": "s.patient_id", "if_missing": "null"}
    }$$,
    description => 'Payments of orders and of baskets.'
);
