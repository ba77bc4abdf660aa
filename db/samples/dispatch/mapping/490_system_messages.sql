-- dispatch_notification: those that were to be sent and were. What they are about is an order where the
-- content type says so; of all others type and id are kept. Context that is no JSON is kept under raw.
select lockstep.define_entity(
    entity      => 'system_messages',
    source      => $$
        select
            n.id, n.created_at, n.sender, n.template_name, n.template_context, n.read, n.item_id,
            n.recipient_id, t.app_label as item_app, t.model as item_model
        from legacy.dispatch_notification as n
        left join legacy.django_content_type as t on t.id = n.item_type_id
        where n.send and n.sent
    $$,
    source_key  => '{id}',
    target      => 'public.system_messages',
    columns     => $${
        "legacy_record_id": "s.id",
        "message_type":     "'info'",
        "message_code":     "s.template_name",
        "message_data":     "case when s.template_context not in ('', '{}') then coalesce(lockstep.try_jsonb(s.template_context), jsonb_build_object('raw', s.template_context)) end",
        "source_system":    "'legacy'",
        "processed":        "s.read",
        "created_at":       "s.created_at",
        "metadata":         "jsonb_strip_nulls(jsonb_build_object('sender', s.sender, 'legacy_recipient_id', s.recipient_id, 'legacy_item_type', s.item_app || '.' || s.item_model, 'legacy_item_id', s.item_id))"
    }$$,
    refs        => $${
        "order_id":     {"entity": "orders", "key": "case when s.item_app = 'dispatch' and s.item_model = 'instruction' then s.item_id end", "if_missing": "null"},
        "recipient_id": {"entity": "profiles", "key": "s.recipient_id", "if_missing": "null"}
    }$$,
    description => 'Notifications that were sent; those that were not are left out.'
);
