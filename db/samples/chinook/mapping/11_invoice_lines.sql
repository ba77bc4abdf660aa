select lockstep.define_entity(
    entity      => 'invoice_lines',
    source      => 'legacy."InvoiceLine"',
    source_key  => '{InvoiceLineId}',
    target      => 'music.invoice_lines',
    columns     => $${
        "legacy_invoice_line_id": "s.\"InvoiceLineId\"",
        "price":                  "s.\"UnitPrice\"",
        "quantity":               "s.\"Quantity\""
    }$$,
    refs        => $${
        "invoice_id": {"entity": "invoices", "key": "s.\"InvoiceId\""},
        "track_id":   {"entity": "tracks", "key": "s.\"TrackId\""}
    }$$,
    description => 'What was sold, at which price.'
);
