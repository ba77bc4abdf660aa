-- dispatch_office: all of them, valid or not, none merged with another, nothing lower-cased.
-- tax_rate is a fraction in some rows and a percentage in others; what is no rate even as a
-- percentage is refused by the type of the column. A name is made up for one that has none.
select lockstep.define_entity(
    entity      => 'offices',
    source      => 'legacy.dispatch_office',
    source_key  => '{id}',
    target      => 'public.offices',
    columns     => $${
        "legacy_office_id":    "s.id",
        "name":                "case when btrim(s.name) = '' then 'Office ' || s.id else s.name end",
        "address":             "s.address",
        "apartment":           "s.apt",
        "city":                "s.city",
        "state":               "s.state",
        "zip_code":            "s.zip",
        "country":             "s.country",
        "phone":               "s.phone",
        "tax_rate":            "case when s.tax_rate > 1 then s.tax_rate / 100 else s.tax_rate end",
        "square_customer_id":  "s.sq_customer_id",
        "is_active":           "s.valid",
        "email_notifications": "s.emails",
        "metadata":            "jsonb_strip_nulls(jsonb_build_object('original_tax_rate', s.tax_rate))"
    }$$,
    description => 'Places of work. One without a name is called by its number.'
);
