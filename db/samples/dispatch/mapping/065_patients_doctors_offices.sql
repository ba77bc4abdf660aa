-- dispatch_patient again, where it names a doctor and an office.
select lockstep.define_entity(
    entity      => 'patients_doctors_offices',
    source      => $$
        select p.id, p.doctor_id, p.office_id
        from legacy.dispatch_patient as p
        where p.doctor_id is not null and p.office_id is not null
    $$,
    source_key  => '{id}',
    target      => 'public.patients_doctors_offices',
    columns     => $${
        "legacy_patient_id": "s.id"
    }$$,
    refs        => $${
        "patient_id": {"entity": "patients", "key": "s.id"},
        "doctor_id":  {"entity": "doctors", "key": "s.doctor_id"},
        "office_id":  {"entity": "offices", "key": "s.office_id"}
    }$$,
    description => 'Patient, doctor and office together, of patients who have both.'
);
