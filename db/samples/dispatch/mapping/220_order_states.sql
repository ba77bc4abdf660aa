-- dispatch_state, as history of the order: all of them, by number and by name.
select lockstep.define_entity(
    entity      => 'order_states',
    source      => 'legacy.dispatch_state',
    source_key  => '{id}',
    target      => 'public.order_states',
    columns     => $${
        "legacy_state_id":       "s.id",
        "legacy_instruction_id": "s.instruction_id",
        "legacy_actor_id":       "s.actor_id",
        "status_code":           "s.status",
        "is_active":             "s.\"on\"",
        "changed_at":            "s.changed_at"
    }$$ || jsonb_build_object('status_name', $$
        case s.status
            when 11 then 'review_approval'
            when 12 then 'processing'
            when 13 then 'manufacturing'
            when 14 then 'shipped'
            when 15 then 'delivered'
            when 16 then 'completed'
            when 17 then 'cancelled'
            when 18 then 'on_hold'
            when 19 then 'returned'
            when 20 then 'refunded'
            else 'unknown_' || s.status
        end
    $$),
    refs        => $${
        "order_id":   {"entity": "orders", "key": "s.instruction_id"},
        "changed_by": {"entity": "profiles", "key": "s.actor_id", "if_missing": "null"}
    }$$,
    description => 'States an order went through.'
);
