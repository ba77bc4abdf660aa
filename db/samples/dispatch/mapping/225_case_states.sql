-- dispatch_state, as history of the case: 11 and 12 say that treatment began or ended, the others
-- say nothing of the case. What the state was before is not written down.
select lockstep.define_entity(
    entity      => 'case_states',
    source      => $$
        select t.id, t.status, t."on", t.changed_at, t.actor_id, t.instruction_id, i.patient_id
        from legacy.dispatch_state as t
        left join legacy.dispatch_instruction as i on i.id = t.instruction_id
        where t.status in (11, 12)
    $$,
    source_key  => '{id}',
    target      => 'public.case_states',
    columns     => $${
        "legacy_state_id": "s.id",
        "current_state":   "case s.status when 11 then 'treatment_active' when 12 then 'case_closed' end",
        "changed_at":      "s.changed_at",
        "metadata":        "jsonb_strip_nulls(jsonb_build_object('on', s.\"on\", 'legacy_instruction_id', s.instruction_id, 'legacy_actor_id', s.actor_id))"
    }$$,
    refs        => $${
        "case_id":       {"entity": "cases", "key": "s.patient_id"},
        "changed_by_id": {"entity": "profiles", "key": "s.actor_id", "if_missing": "null"}
    }$$,
    description => 'States of treatment a case went through.'
);
