select lockstep.define_entity(
    entity      => 'invoices',
    source      => $$
        select
            i."InvoiceId" as invoice_id,
            i."CustomerId" as customer_id,
            i."InvoiceDate" as invoice_date,
            i."BillingAddress" as address,
            i."BillingCity" as city,
            i."BillingState" as state,
            i."BillingCountry" as country,
            i."BillingPostalCode" as postal_code,
            i."Total" as total
        from legacy."Invoice" as i
    $$,
    source_key  => '{invoice_id}',
    target      => 'music.invoices',
    columns     => $${
        "legacy_invoice_id": "s.invoice_id",
        "issued_at":         "s.invoice_date at time zone 'UTC'",
        "bill_to":           "jsonb_strip_nulls(jsonb_build_object('street', s.address, 'city', s.city, 'state', s.state, 'country', s.country, 'postal_code', s.postal_code))",
        "total":             "s.total"
    }$$,
    refs        => $${
        "customer_id": {"entity": "customers", "key": "s.customer_id"}
    }$$,
    description => 'Invoices.'
);
