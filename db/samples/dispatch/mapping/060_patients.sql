-- dispatch_patient: doctor_id is a user, and leads to the doctor of that user.
-- status 1 and 4 are both active; a number nobody knows is left empty and kept in metadata.
select lockstep.define_entity(
    entity      => 'patients',
    source      => 'legacy.dispatch_patient',
    source_key  => '{id}',
    target      => 'public.patients',
    columns     => $${
        "legacy_patient_id": "s.id",
        "legacy_user_id":    "s.user_id",
        "legacy_doctor_id":  "s.doctor_id",
        "patient_number":    "'PAT-' || lpad(s.id::text, greatest(6, length(s.id::text)), '0')",
        "suffix":            "s.suffix",
        "sex":               "case when s.sex = 1 then 'male' when s.sex = 2 then 'female' when s.sex = 0 then 'other' when s.sex is not null then 'unknown' end",
        "date_of_birth":     "s.birthdate",
        "status":            "case when s.status in (1, 4) then 'active' when s.status = 2 then 'on_hold' when s.status = 10 then 'archived' end",
        "archived":          "s.archived",
        "suspended":         "s.suspended",
        "schemes":           "case when s.schemes not in ('', '{}') then coalesce(lockstep.try_jsonb(s.schemes), jsonb_build_object('raw', s.schemes)) end",
        "enrolled_at":       "s.submitted_at",
        "updated_at":        "s.updated_at",
        "metadata":          "jsonb_strip_nulls(jsonb_build_object('legacy_status', s.status, 'legacy_sex', s.sex, 'legacy_office_id', s.office_id))"
    }$$,
    refs        => $${
        "profile_id":         {"entity": "profiles", "key": "s.user_id"},
        "primary_doctor_id":  {"entity": "doctors", "key": "s.doctor_id", "if_missing": "null"},
        "assigned_office_id": {"entity": "offices", "key": "s.office_id", "if_missing": "null"}
    }$$,
    watermark   => 'updated_at',
    description => 'Patients. Each is a profile as well.'
);
