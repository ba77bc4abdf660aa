-- dispatch_order: baskets of the shop. Not orders: those are dispatch_instruction, and the ids overlap.
-- Nobody explained the numbers of status: they stay numbers.
select lockstep.define_entity(
    entity      => 'shop_orders',
    source      => 'legacy.dispatch_order',
    source_key  => '{id}',
    target      => 'public.shop_orders',
    columns     => $${
        "legacy_order_id": "s.id",
        "status_code":     "s.status",
        "comment":         "s.comment",
        "created_at":      "s.created_at",
        "metadata":        "jsonb_strip_nulls(jsonb_build_object('legacy_course_id', s.course_id, 'legacy_user_id', s.user_id, 'legacy_office_id', s.office_id))"
    }$$,
    refs        => $${
        "course_id":  {"entity": "courses", "key": "s.course_id", "if_missing": "null"},
        "profile_id": {"entity": "profiles", "key": "s.user_id", "if_missing": "null"},
        "office_id":  {"entity": "offices", "key": "s.office_id", "if_missing": "null"}
    }$$,
    description => 'Baskets of the shop of the lab, beside the orders of patients.'
);
