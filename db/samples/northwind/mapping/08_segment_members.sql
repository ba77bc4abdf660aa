select lockstep.define_entity(
    entity      => 'segment_members',
    source      => 'legacy.customer_customer_demo',
    source_key  => '{customer_id,customer_type_id}',
    target      => 'trading.segment_members',
    refs        => $${
        "segment_code": {"entity": "segments", "key": "s.customer_type_id"},
        "customer_id":  {"entity": "customers", "key": "s.customer_id"}
    }$$,
    description => 'Which customer belongs to which group.'
);
