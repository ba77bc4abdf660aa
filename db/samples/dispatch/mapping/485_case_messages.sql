-- dispatch_comment, seen from the case: comment, plan, order, patient, case. A comment on a plan without an
-- order belongs to no case: a reject (case_id is null). What kind of message it is was guessed from words
-- once; here all are clinical notes.
select lockstep.define_entity(
    entity      => 'case_messages',
    source      => $$
        select c.id, c.created_at, c.text, c.author_id, c.plan_id, p.instruction_id, i.patient_id
        from legacy.dispatch_comment as c
        left join legacy.dispatch_plan as p on p.id = c.plan_id
        left join legacy.dispatch_instruction as i on i.id = p.instruction_id
        where btrim(c.text, E' \t\r\n') <> ''
    $$,
    source_key  => '{id}',
    target      => 'public.case_messages',
    columns     => $${
        "legacy_message_id": "s.id",
        "message_type":      "'clinical_note'",
        "content":           "s.text",
        "sent_at":           "s.created_at",
        "metadata":          "jsonb_strip_nulls(jsonb_build_object('legacy_plan_id', s.plan_id, 'legacy_instruction_id', s.instruction_id))"
    }$$,
    refs        => $${
        "case_id":   {"entity": "cases", "key": "s.patient_id"},
        "sender_id": {"entity": "profiles", "key": "s.author_id"}
    }$$,
    description => 'Comments, seen from the case.'
);
