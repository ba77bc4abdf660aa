-- dispatch_record, all that are no messages: about an order, a project, a task, something else or nothing.
-- The target wants an author: records without one are rejects. Types that nobody explained have none here.
select lockstep.define_entity(
    entity      => 'team_communications',
    source      => $$
        select
            r.id, r.type, r.created_at, r.text, r.author_id, r.group_id, r.public, r.target_id,
            r.target_type_id, t.app_label as target_app, t.model as target_model
        from legacy.dispatch_record as r
        left join legacy.django_content_type as t on t.id = r.target_type_id
        where t.model is null
            or not (
                (t.app_label = 'dispatch' and t.model = 'patient')
                or (t.app_label = 'auth' and t.model = 'user')
            )
    $$,
    source_key  => '{id}',
    target      => 'public.team_communications',
    columns     => $${
        "legacy_record_id":   "s.id",
        "communication_type": "case s.type when 3 then 'team_announcement' when 5 then 'status_update' when 6 then 'production_note' when 8 then 'quality_check' end",
        "body":               "s.text",
        "visibility":         "case when s.public then 'organization' else 'team' end",
        "created_at":         "s.created_at",
        "metadata":           "jsonb_strip_nulls(jsonb_build_object('legacy_type', s.type, 'legacy_group_id', s.group_id, 'legacy_target_type', s.target_app || '.' || s.target_model, 'legacy_target_type_id', s.target_type_id, 'legacy_target_id', s.target_id))"
    }$$,
    refs        => $${
        "author_id":  {"entity": "profiles", "key": "s.author_id"},
        "team_id":    {"entity": "teams", "key": "s.group_id", "if_missing": "null"},
        "order_id":   {"entity": "orders", "key": "case when s.target_app = 'dispatch' and s.target_model = 'instruction' then s.target_id end", "if_missing": "null"},
        "project_id": {"entity": "projects", "key": "case when s.target_app = 'dispatch' and s.target_model = 'project' then s.target_id end", "if_missing": "null"},
        "task_id":    {"entity": "tasks", "key": "case when s.target_app = 'dispatch' and s.target_model = 'task' then s.target_id end", "if_missing": "null"}
    }$$,
    description => 'Records that are addressed to nobody: what a team tells itself.'
);
