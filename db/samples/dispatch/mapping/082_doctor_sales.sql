-- dispatch_doctorsetting_sales: the settings say whose they are, user_id is the other one.
select lockstep.define_entity(
    entity      => 'doctor_sales',
    source      => $$
        select j.id, j.user_id, d.user_id as doctor_id
        from legacy.dispatch_doctorsetting_sales as j
        left join legacy.dispatch_doctorsetting as d on d.id = j.doctorsetting_id
    $$,
    source_key  => '{id}',
    target      => 'public.doctor_sales',
    columns     => $${
        "legacy_id": "s.id"
    }$$,
    refs        => $${
        "doctor_id":  {"entity": "doctors", "key": "s.doctor_id"},
        "profile_id": {"entity": "profiles", "key": "s.user_id"}
    }$$,
    description => 'The sales people who look after a doctor.'
);
