-- auth_user: everybody, one profile each, however many share an email address.
-- Of several kinds the first holds: a doctor who is a patient, patient, master, technician, doctor,
-- master (administrators), technician (staff), client. An email that the target would refuse
-- is kept in metadata. Passwords stay behind.
select lockstep.define_entity(
    entity      => 'profiles',
    source      => $$
        select u.id, u.username, u.first_name, u.last_name, u.email, u.is_superuser, u.is_staff,
            u.is_active, u.date_joined, u.last_login, p.id as patient_id, p.birthdate, p.sex,
            p.archived, p.suspended, p.suffix, d.id as in_doctors, a.id as in_administrators,
            m.id as in_masters, t.id as in_technicians
        from legacy.auth_user as u
        left join legacy.dispatch_patient as p on p.user_id = u.id
        left join legacy.auth_user_groups as d on d.user_id = u.id and d.group_id = 2
        left join legacy.auth_user_groups as a on a.user_id = u.id and a.group_id = 4
        left join legacy.auth_user_groups as m on m.user_id = u.id and m.group_id = 5
        left join legacy.auth_user_groups as t on t.user_id = u.id and t.group_id = 11
    $$,
    source_key  => '{id}',
    target      => 'public.profiles',
    columns     => $${
        "legacy_user_id":    "s.id",
        "legacy_patient_id": "s.patient_id",
        "first_name":        "s.first_name",
        "last_name":         "s.last_name",
        "email":             "case when btrim(s.email) ~ '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,}$' then btrim(s.email) end",
        "date_of_birth":     "s.birthdate",
        "gender":            "case s.sex when 1 then 'male' when 2 then 'female' when 0 then 'other' else 'unknown' end",
        "username":          "s.username",
        "is_active":         "s.is_active",
        "archived":          "coalesce(s.archived, false)",
        "suspended":         "coalesce(s.suspended, false)",
        "patient_suffix":    "s.suffix",
        "created_at":        "s.date_joined",
        "last_login_at":     "s.last_login"
    }$$ || jsonb_build_object(
        'profile_type', $$
            case
                when s.in_doctors is not null and s.patient_id is not null then 'doctor'
                when s.patient_id is not null then 'patient'
                when s.is_superuser or s.in_masters is not null then 'master'
                when s.in_technicians is not null then 'technician'
                when s.in_doctors is not null then 'doctor'
                when s.in_administrators is not null then 'master'
                when s.is_staff then 'technician'
                else 'client'
            end
        $$,
        'metadata', $$
            jsonb_strip_nulls(jsonb_build_object(
                'original_email', case
                    when s.email !~ '^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,}$' then s.email
                end,
                'legacy_sex', s.sex,
                'original_user_flags', jsonb_build_object(
                    'is_superuser', s.is_superuser,
                    'is_staff', s.is_staff,
                    'is_active', s.is_active
                )
            ))
        $$
    ),
    description => 'People, one profile for each user. Password hashes are excluded by rule.'
);
