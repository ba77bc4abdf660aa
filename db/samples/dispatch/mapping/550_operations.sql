-- dispatch_operation: what the card processor did. The case is that of the patient of the order of the
-- payment; a payment without an order has none: a reject (case_id is null). First and last digits of cards
-- are not read at all.
select lockstep.define_entity(
    entity      => 'operations',
    source      => $$
        select
            o.id, o.type, o.made_at, o.price, o.sq_order_id, o.sq_payment_id, o.sq_refund_id,
            o.card_brand, o.office_card, o.payment_id, o.attempts, i.patient_id
        from legacy.dispatch_operation as o
        left join legacy.dispatch_payment as p on p.id = o.payment_id
        left join legacy.dispatch_instruction as i on i.id = p.instruction_id
    $$,
    source_key  => '{id}',
    target      => 'public.operations',
    columns     => $${
        "legacy_operation_id": "s.id",
        "operation_type":      "case s.type when 1 then 'payment' when 2 then 'refund' else 'unknown type ' || s.type end",
        "amount":              "s.price",
        "performed_at":        "s.made_at",
        "operation_data":      "jsonb_strip_nulls(jsonb_build_object('sq_order_id', s.sq_order_id, 'sq_payment_id', s.sq_payment_id, 'sq_refund_id', s.sq_refund_id, 'card_brand', s.card_brand, 'office_card', s.office_card, 'attempts', s.attempts))"
    }$$,
    refs        => $${
        "case_id":    {"entity": "cases", "key": "s.patient_id"},
        "payment_id": {"entity": "payments", "key": "s.payment_id"}
    }$$,
    description => 'Charges and refunds. Excluded by rule: card_bin, card_last.'
);
