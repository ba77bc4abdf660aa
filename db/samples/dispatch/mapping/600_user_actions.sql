-- dispatch_action: who did what to which row. Both generic references stay ids, beside the name of the table
-- they lead to: most of these rows are gone.
select lockstep.define_entity(
    entity      => 'user_actions',
    source      => $$
        select
            a.id, a.action, a.date, a.data, a.user_id, a.item_id, a.owner_id,
            i.app_label as item_app, i.model as item_model,
            o.app_label as owner_app, o.model as owner_model
        from legacy.dispatch_action as a
        left join legacy.django_content_type as i on i.id = a.item_type_id
        left join legacy.django_content_type as o on o.id = a.owner_type_id
    $$,
    source_key  => '{id}',
    target      => 'public.user_actions',
    columns     => $${
        "legacy_action_id": "s.id",
        "legacy_user_id":   "s.user_id",
        "action":           "s.action",
        "acted_at":         "s.date",
        "item_type":        "s.item_app || '.' || s.item_model",
        "item_id":          "s.item_id",
        "owner_type":       "s.owner_app || '.' || s.owner_model",
        "owner_id":         "s.owner_id",
        "data":             "case when s.data not in ('', '{}') then coalesce(lockstep.try_jsonb(s.data), jsonb_build_object('raw', s.data)) end"
    }$$,
    refs        => $${
        "user_id": {"entity": "profiles", "key": "s.user_id", "if_missing": "null"}
    }$$,
    description => 'What users did.'
);
