-- dispatch_patient once more: one case each. A case has to have a doctor, and no other doctor is
-- put in the place of one who is missing. A status nobody knows is left empty.
select lockstep.define_entity(
    entity      => 'cases',
    source      => $$
        select p.id, p.user_id, p.doctor_id, p.office_id, p.sex, p.archived, p.suspended, p.status,
            p.submitted_at, p.updated_at, p.suffix
        from legacy.dispatch_patient as p
    $$,
    source_key  => '{id}',
    target      => 'public.cases',
    columns     => $${
        "legacy_patient_id": "s.id",
        "case_number":       "concat_ws('-', 'CASE', s.suffix, s.id)",
        "deleted":           "s.archived or s.suspended",
        "created_at":        "s.submitted_at",
        "updated_at":        "s.updated_at"
    }$$ || jsonb_build_object(
        'status', $$
            case s.status
                when 1 then 'consultation'
                when 2 then 'diagnosis'
                when 3 then 'treatment_plan'
                when 4 then 'active'
                when 5 then 'refinement'
                when 6 then 'retention'
                when 7 then 'completed'
                when 8 then 'cancelled'
                when 9 then 'on_hold'
                when 10 then 'transferred'
                when 11 then 'revision'
            end
        $$,
        'metadata', $$
            jsonb_strip_nulls(jsonb_build_object(
                'legacy_status', s.status,
                'legacy_sex', s.sex,
                'legacy_archived', s.archived,
                'legacy_suspended', s.suspended,
                'original_suffix', s.suffix,
                'legacy_doctor_id', s.doctor_id,
                'legacy_user_id', s.user_id,
                'legacy_office_id', s.office_id
            ))
        $$
    ),
    refs        => $${
        "patient_id":        {"entity": "patients", "key": "s.id"},
        "primary_doctor_id": {"entity": "doctors", "key": "s.doctor_id"},
        "office_id":         {"entity": "offices", "key": "s.office_id", "if_missing": "null"}
    }$$,
    watermark   => 'updated_at',
    description => 'One case for each patient.'
);
