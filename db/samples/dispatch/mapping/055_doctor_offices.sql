-- dispatch_office_doctors: here, and only here, doctor_id is a profile. Which office is the first
-- one is known to nobody. The same pair a second time is refused.
select lockstep.define_entity(
    entity      => 'doctor_offices',
    source      => 'legacy.dispatch_office_doctors',
    source_key  => '{id}',
    target      => 'public.doctor_offices',
    columns     => $${
        "legacy_id": "s.id"
    }$$,
    refs        => $${
        "doctor_id": {"entity": "profiles", "key": "s.user_id"},
        "office_id": {"entity": "offices", "key": "s.office_id"}
    }$$,
    description => 'Which doctor works at which office.'
);
