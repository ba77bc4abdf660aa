-- dispatch_discount: one each, also where percent is not given or the reason is the same.
select lockstep.define_entity(
    entity      => 'discounts',
    source      => 'legacy.dispatch_discount',
    source_key  => '{id}',
    target      => 'public.discounts',
    columns     => $${
        "legacy_discount_id": "s.id",
        "code":               "'LEGACY' || s.id",
        "name":               "s.reason",
        "discount_type":      "case when s.percent is not null then 'percentage' end",
        "percentage":         "s.percent",
        "valid_from":         "s.start",
        "valid_until":        "s.finish",
        "max_uses":           "s.count",
        "current_uses":       "s.used",
        "metadata":           "jsonb_strip_nulls(jsonb_build_object('total', s.total, 'legacy_offer_id', s.offer_id))"
    }$$,
    refs        => $${
        "offer_id": {"entity": "offers", "key": "s.offer_id", "if_missing": "null"}
    }$$,
    description => 'Discounts, with the offer they belong to.'
);
