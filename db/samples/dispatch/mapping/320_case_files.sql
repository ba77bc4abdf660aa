-- dispatch_file once more: a file belongs to the case of the patient of its order. Where the order is gone
-- the patient is not known, and so neither is the case: a reject (case_id is null).
select lockstep.define_entity(
    entity      => 'case_files',
    source      => $$
        select f.id, f.type, f.created_at, i.patient_id
        from legacy.dispatch_file as f
        left join legacy.dispatch_instruction as i on i.id = f.instruction_id
        where f.instruction_id is not null
    $$,
    source_key  => '{id}',
    target      => 'public.case_files',
    columns     => $${
        "legacy_file_id": "s.id",
        "file_purpose":   "case when s.type = 1 then 'initial_photos' when s.type = 2 then 'models' when s.type = 3 then 'documents' when s.type between 4 and 7 then 'treatment_plan' else 'other' end",
        "created_at":     "s.created_at"
    }$$,
    refs        => $${
        "case_id": {"entity": "cases", "key": "s.patient_id"},
        "file_id": {"entity": "files", "key": "s.id"}
    }$$,
    description => 'Which file belongs to which case; files without an order are left out.'
);
