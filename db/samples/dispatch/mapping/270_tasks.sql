-- dispatch_task: its order is the one it names, or else that of its plan; order_id leads to a basket,
-- another space of ids, and only looks like it. A task that belongs to no order is refused.
select lockstep.define_entity(
    entity      => 'tasks',
    source      => $$
        select t.id, t.checked, t.file_id, t.template_id, t.done_at, t.text, t.plan_id,
            t.instruction_id, t.actor_id, t.jaw, t.order_id, n.instruction_id as plan_instruction_id,
            m.task_name
        from legacy.dispatch_task as t
        left join legacy.dispatch_plan as n on n.id = t.plan_id
        left join legacy.dispatch_template as m on m.id = t.template_id
    $$,
    source_key  => '{id}',
    target      => 'public.tasks',
    columns     => $${
        "legacy_task_id":    "s.id",
        "template_name":     "coalesce(s.task_name, s.text)",
        "description":       "s.text",
        "jaw_specification": "s.jaw",
        "status":            "case when s.done_at is null then 'pending' when s.checked then 'completed' else 'in_progress' end",
        "checked":           "s.checked",
        "completed_at":      "s.done_at",
        "metadata":          "jsonb_strip_nulls(jsonb_build_object('legacy_instruction_id', s.instruction_id, 'legacy_plan_id', s.plan_id, 'legacy_order_id', s.order_id, 'legacy_file_id', s.file_id, 'legacy_template_id', s.template_id, 'legacy_actor_id', s.actor_id))"
    }$$,
    refs        => $${
        "order_id":    {"entity": "orders", "key": "coalesce(s.instruction_id, s.plan_instruction_id)"},
        "assigned_to": {"entity": "profiles", "key": "s.actor_id", "if_missing": "null"},
        "template_id": {"entity": "templates", "key": "s.template_id", "if_missing": "null"}
    }$$,
    description => 'Steps of the work on an order.'
);
