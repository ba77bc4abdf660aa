-- room: link    audience: private    calls: keyed_tables named_tables source_attributes source_columns source_relations source_tables
create function lockstep_private.source_picture(link text)
    returns lockstep_private.far_picture
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_picture    lockstep_private.far_picture;
    v_relations  lockstep_private.far_relation[];
    v_attributes lockstep_private.far_attribute[];
begin
    v_relations := array(select r from lockstep_private.source_relations(link) as r);
    v_attributes := array(
        select a
        from lockstep_private.source_attributes(
            link, array(select r.relation from unnest(v_relations) as r)
        ) as a
    );

    r_picture.columns := array(
        select c from lockstep_private.source_columns(link, v_relations, v_attributes) as c
    );
    r_picture.tables := array(
        select t from lockstep_private.source_tables(link, v_relations, v_attributes) as t
    );
    r_picture.tables := array(
        select t
        from lockstep_private.keyed_tables(link, r_picture.tables, v_relations, v_attributes) as t
    );
    r_picture.tables := array(
        select t from lockstep_private.named_tables(link, r_picture.tables) as t
    );
    return r_picture;
end;
$body$;

comment on function lockstep_private.source_picture is
    'Reads the catalogs of the source: what there is, and how it is linked.';
