-- room: validate    audience: private    calls: nothing
create function lockstep_private.checks()
    returns table ("check" text, description text)
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    values
        ('rows', 'each row at the source stands on the target, once'),
        ('content', 'target rows are what the mapping makes of the source'),
        ('success', 'enough of all rows at the source stand correct on the target'),
        ('total', 'columns add up to the same on both sides'),
        ('foreign_key', 'foreign keys of the target lead to rows'),
        ('reference', 'references that no foreign key guards lead to rows'),
        ('unique', 'unique indexes hold what they promise'),
        ('not_null', 'no NULL where the mapping promises none'),
        ('check_constraint', 'check constraints hold for all rows'),
        ('sequence', 'sequences and identities are ahead of their columns'),
        ('assertion', 'the assertions of the entity are met');
$body$;

comment on function lockstep_private.checks is
    'The checks of a validation, in their order, and what each makes sure of.';
