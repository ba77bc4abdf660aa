-- shop_customer: two name columns become one, a number becomes a word, '' becomes NULL.
select lockstep.define_entity(
    entity      => 'customers',
    source      => 'legacy.shop_customer',
    source_key  => '{id}',
    target      => 'public.customers',
    columns     => $${
        "legacy_customer_id": "s.id",
        "full_name":          "btrim(s.first_name || ' ' || s.last_name)",
        "email":              "lower(s.email)",
        "phone":              "nullif(s.phone, '')",
        "born_on":            "s.birthday",
        "status":             "case s.status when 1 then 'active' when 2 then 'paused' else 'deleted' end",
        "wants_newsletter":   "s.newsletter = 1",
        "notes":              "nullif(s.notes, '')",
        "joined_at":          "s.date_joined at time zone 'UTC'"
    }$$,
    watermark   => 'updated_at',
    description => 'Customers, with the two that stand for guests (0) and the deleted (-1).'
);
