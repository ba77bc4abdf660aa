-- film: the rating gets words of our own, the features stay an array. The tsvector "fulltext" is
-- computed from other columns and left out. updated_at comes from the source, and the target's
-- trigger leaves a value that a statement sets.
select lockstep.define_entity(
    entity      => 'films',
    source      => $$
        select
            f.film_id,
            f.title,
            f.description,
            f.release_year,
            f.language_id,
            f.original_language_id,
            f.rental_duration,
            f.rental_rate,
            f.replacement_cost,
            f.length,
            f.rating,
            f.special_features,
            f.last_update
        from legacy.film as f
    $$,
    source_key  => '{film_id}',
    target      => 'rental.films',
    columns     => $${
        "legacy_film_id":   "s.film_id",
        "title":            "initcap(s.title)",
        "description":      "nullif(s.description, '')",
        "release_year":     "s.release_year::text::smallint",
        "rental_days":      "s.rental_duration",
        "rental_rate":      "s.rental_rate",
        "replacement_cost": "s.replacement_cost",
        "length_minutes":   "s.length",
        "rating":           "case s.rating::text when 'G' then 'general' when 'PG' then 'parental_guidance' when 'PG-13' then 'parents_cautioned' when 'R' then 'restricted' when 'NC-17' then 'adults_only' end",
        "special_features": "coalesce(s.special_features, '{}')",
        "updated_at":       "s.last_update at time zone 'UTC'"
    }$$,
    refs        => $${
        "language_id":          {"entity": "languages", "key": "s.language_id"},
        "original_language_id": {"entity": "languages", "key": "s.original_language_id"}
    }$$,
    description => 'Films. The full text index is left out: the target can compute it.'
);
