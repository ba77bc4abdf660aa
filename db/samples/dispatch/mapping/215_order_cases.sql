-- dispatch_instruction: an order and the case of its patient.
select lockstep.define_entity(
    entity      => 'order_cases',
    source      => $$
        select i.id, i.patient_id
        from legacy.dispatch_instruction as i
    $$,
    source_key  => '{id}',
    target      => 'public.order_cases',
    columns     => $${
        "legacy_instruction_id": "s.id",
        "relationship_type":     "'primary'"
    }$$,
    refs        => $${
        "order_id": {"entity": "orders", "key": "s.id"},
        "case_id":  {"entity": "cases", "key": "s.patient_id"}
    }$$,
    description => 'Which order belongs to which case.'
);
