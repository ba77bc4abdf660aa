-- dispatch_offer: the amount is the greatest of its three prices. An offer is made to a doctor; the source
-- does not say for which order. Whether it was accepted is not known.
select lockstep.define_entity(
    entity      => 'offers',
    source      => 'legacy.dispatch_offer',
    source_key  => '{id}',
    target      => 'public.offers',
    columns     => $${
        "legacy_offer_id": "s.id",
        "offer_amount":    "greatest(s.price_both, s.price_upper, s.price_lower)",
        "metadata":        "jsonb_strip_nulls(jsonb_build_object('price_both', s.price_both, 'price_upper', s.price_upper, 'price_lower', s.price_lower, 'legacy_doctor_id', s.doctor_id, 'legacy_product_id', s.product_id))"
    }$$,
    refs        => $${
        "doctor_id":  {"entity": "doctors", "key": "s.doctor_id"},
        "product_id": {"entity": "products", "key": "s.product_id", "if_missing": "null"}
    }$$,
    description => 'Prices offered to doctors.'
);
