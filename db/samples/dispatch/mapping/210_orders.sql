-- dispatch_instruction: the order of a patient (dispatch_order is a basket, see shop_orders).
-- All of them, deleted ones with their flag, as files, tasks and payments hang on them. Doctor and
-- office are the patient's. A status or a type of course nobody knows is refused, never guessed, and so
-- is an order without a doctor. When an order was approved or shipped, nobody wrote down.
select lockstep.define_entity(
    entity      => 'orders',
    source      => $$
        select i.id, i.patient_id, i.course_id, i.status, i.deleted, i.notes, i.complaint, i.price,
            i.submitted_at, i.updated_at, i.suffix, i.model, i."order", i.scanner, i.scanner_notes,
            i.cbct, i.conditions, i.accept_extraction, i.objective, i.comprehensive, i.upper_jaw_id,
            i.lower_jaw_id, i.exports, p.doctor_id, p.office_id, p.suffix as patient_suffix,
            c.type as course_type
        from legacy.dispatch_instruction as i
        left join legacy.dispatch_patient as p on p.id = i.patient_id
        left join legacy.dispatch_course as c on c.id = i.course_id
    $$,
    source_key  => '{id}',
    target      => 'public.orders',
    columns     => $${
        "legacy_instruction_id": "s.id",
        "order_number":          "concat_ws('-', s.patient_suffix, s.id)",
        "notes":                 "s.notes",
        "complaint":             "s.complaint",
        "amount":                "s.price",
        "submitted_at":          "s.submitted_at",
        "created_at":            "s.submitted_at",
        "updated_at":            "s.updated_at",
        "deleted":               "s.deleted",
        "suffix":                "s.suffix",
        "exports":               "case when s.exports not in ('', '{}') then coalesce(lockstep.try_jsonb(s.exports), jsonb_build_object('raw', s.exports)) end"
    }$$ || jsonb_build_object(
        'status', $$
            case s.status
                when 0 then 'no_product'
                when 1 then 'submitted'
                when 2 then 'on_hold'
                when 4 then 'approved'
                else 'unknown status ' || s.status
            end
        $$,
        'course_type', $$
            case s.course_type
                when 1 then 'main'
                when 2 then 'refinement'
                when 3 then 'any'
                when 4 then 'replacement'
                when 5 then 'invoice'
                when 6 then 'merchandise'
                else 'unknown type of course ' || s.course_type
            end
        $$,
        'metadata', $$
            jsonb_strip_nulls(jsonb_build_object(
                'model', s.model,
                'order', s."order",
                'scanner', s.scanner,
                'scanner_notes', s.scanner_notes,
                'cbct', s.cbct,
                'conditions', s.conditions,
                'accept_extraction', s.accept_extraction,
                'objective', s.objective,
                'comprehensive', s.comprehensive,
                'upper_jaw_id', s.upper_jaw_id,
                'lower_jaw_id', s.lower_jaw_id,
                'legacy_course_id', s.course_id,
                'legacy_office_id', s.office_id
            ))
        $$
    ),
    refs        => $${
        "patient_id": {"entity": "patients", "key": "s.patient_id"},
        "doctor_id":  {"entity": "doctors", "key": "s.doctor_id"},
        "office_id":  {"entity": "offices", "key": "s.office_id", "if_missing": "null"}
    }$$,
    description => 'Orders of patients.'
);
