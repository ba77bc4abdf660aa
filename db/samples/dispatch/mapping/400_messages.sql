-- dispatch_record whose target is a patient or a user: told by the name of the content type, as its number
-- differs from one installation to the next. What is addressed to somebody who is gone has no recipient,
-- but keeps the old id. Types 3, 5, 6, 8 have names, all others are general. No text is an empty one.
select lockstep.define_entity(
    entity      => 'messages',
    source      => $$
        select
            r.id, r.type, r.created_at, r.text, r.author_id, r.group_id, r.public, r.target_id,
            t.app_label as target_app, t.model as target_model
        from legacy.dispatch_record as r
        join legacy.django_content_type as t on t.id = r.target_type_id
        where (t.app_label = 'dispatch' and t.model = 'patient')
            or (t.app_label = 'auth' and t.model = 'user')
    $$,
    source_key  => '{id}',
    target      => 'public.messages',
    columns     => $${
        "legacy_record_id": "s.id",
        "message_type":     "case s.type when 3 then 'support' when 5 then 'clinical_note' when 6 then 'notification' when 8 then 'status_update' else 'general' end",
        "content":          "coalesce(s.text, '')",
        "recipient_type":   "s.target_model",
        "created_at":       "s.created_at",
        "metadata":         "jsonb_strip_nulls(jsonb_build_object('legacy_type', s.type, 'legacy_public', s.public, 'legacy_group_id', s.group_id, 'legacy_author_id', s.author_id, 'legacy_target_type', s.target_app || '.' || s.target_model, 'legacy_target_id', s.target_id, 'text_was_null', case when s.text is null then true end))"
    }$$,
    refs        => $${
        "sender_id":    {"entity": "profiles", "key": "s.author_id", "if_missing": "null"},
        "recipient_id": [
            {"entity": "patients", "key": "case when s.target_model = 'patient' then s.target_id end", "if_missing": "null"},
            {"entity": "profiles", "key": "case when s.target_model = 'user' then s.target_id end", "if_missing": "null"}
        ]
    }$$,
    description => 'Records that are addressed to a patient or a user.'
);
