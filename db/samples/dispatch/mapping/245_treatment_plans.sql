-- dispatch_plan: patient_id and doctor_id are profiles here, found through the order. A plan need not
-- have an order. A name longer than the column is cut, and whole in metadata.
select lockstep.define_entity(
    entity      => 'treatment_plans',
    source      => $$
        select n.id, n.instruction_id, n.project_id, n.notes, n.number, n.name, n.original,
            p.user_id, p.doctor_id
        from legacy.dispatch_plan as n
        left join legacy.dispatch_instruction as i on i.id = n.instruction_id
        left join legacy.dispatch_patient as p on p.id = i.patient_id
    $$,
    source_key  => '{id}',
    target      => 'public.treatment_plans',
    columns     => $${
        "legacy_plan_id":        "s.id",
        "legacy_instruction_id": "s.instruction_id",
        "plan_number":           "s.number",
        "plan_name":             "left(s.name, 100)",
        "plan_notes":            "s.notes",
        "is_original":           "s.original",
        "treatment_type":        "case when s.original then 'initial_treatment' else 'revision' end",
        "revision_count":        "greatest(0, s.number - 1)",
        "metadata":              "case when length(s.name) > 100 then jsonb_build_object('legacy_name', s.name) end"
    }$$,
    refs        => $${
        "project_id": {"entity": "projects", "key": "s.project_id"},
        "order_id":   {"entity": "orders", "key": "s.instruction_id", "if_missing": "null"},
        "patient_id": {"entity": "profiles", "key": "s.user_id", "if_missing": "null"},
        "doctor_id":  {"entity": "profiles", "key": "s.doctor_id", "if_missing": "null"}
    }$$,
    description => 'Plans of treatment; several may share a project.'
);
