-- There is no table of doctors: a doctor is a user in group 2, or with settings of a doctor, or whom
-- a patient or an office names. None is left out, whatever else they are. EXISTS would not be asked
-- of the source; so the first patient and the first office are joined, and "first" means that a
-- join with an earlier one finds nothing (`+ 0`: a plain IS NULL would become an anti join).
-- What nobody ever wrote down (specialty, licence, hours) stays empty.
select lockstep.define_entity(
    entity      => 'doctors',
    source      => $$
        select u.id, u.is_active, d.id as setting_id, d.clinical_preferences, d.sq_customer_id,
            d.promised_payment, d.credit, d.tier_finish, d.tier_type, d.installment_payments,
            d.baa_agreed_at, d.eula_agreed_at, d.company_account
        from legacy.auth_user as u
        left join legacy.auth_user_groups as g on g.user_id = u.id and g.group_id = 2
        left join legacy.dispatch_doctorsetting as d on d.user_id = u.id
        left join legacy.dispatch_patient as p on p.doctor_id = u.id
        left join legacy.dispatch_patient as p0 on p0.doctor_id = u.id and p0.id < p.id
        left join legacy.dispatch_office_doctors as o on o.user_id = u.id
        left join legacy.dispatch_office_doctors as o0 on o0.user_id = u.id and o0.id < o.id
        where (p0.id + 0) is null
            and (o0.id + 0) is null
            and (g.id > 0 or d.id > 0 or p.id > 0 or o.id > 0)
    $$,
    source_key  => '{id}',
    target      => 'public.doctors',
    columns     => $${
        "legacy_user_id": "s.id",
        "doctor_number":  "'DOC-' || lpad(s.id::text, greatest(6, length(s.id::text)), '0')",
        "status":         "case when s.is_active then 'active' else 'inactive' end"
    }$$ || jsonb_build_object('metadata', $$
        case when s.setting_id is not null then
            jsonb_build_object('doctor_settings', jsonb_strip_nulls(jsonb_build_object(
                'legacy_setting_id', s.setting_id,
                'clinical_preferences', s.clinical_preferences,
                'sq_customer_id', s.sq_customer_id,
                'promised_payment', s.promised_payment,
                'credit', s.credit,
                'tier_finish', s.tier_finish,
                'tier_type', s.tier_type,
                'installment_payments', s.installment_payments,
                'baa_agreed_at', s.baa_agreed_at,
                'eula_agreed_at', s.eula_agreed_at,
                'company_account', s.company_account
            )))
        end
    $$),
    refs        => $${
        "profile_id": {"entity": "profiles", "key": "s.id"}
    }$$,
    description => 'Whoever is a doctor by group, by settings, or because a patient or an office says so.'
);
