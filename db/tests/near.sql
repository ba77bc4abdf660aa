-- The target that the tests run on: lockstep is deployed, far.sql stands at the source.
-- Run once by psql as role postgres, with variables host, port, dbname, user and password (a login
-- that reads everything there, if the source is new enough).

-- Schema `near` is for what only tests need.
create schema near;

create table near.source (
    host     text not null,
    port     integer not null,
    database text not null,
    username text not null,
    password text not null,
    reader   text not null,
    reader_password text not null
);
comment on table near.source is
    'How to reach the source: username may read and write what is granted to it, reader reads all.';
insert into near.source
values (:'host', :'port', :'dbname', 'far_rw', 'far_rw', :'user', :'password');

-- The link `far`: schema `far` here. Unlike every other link it may write, so that a test can seed
-- rows of the source in its own transaction: the session that wrote them is the one that reads them.
select lockstep.create_link(
    link         => 'far',
    host         => s.host,
    port         => s.port,
    database     => s.database,
    username     => s.username,
    password     => s.password,
    schemas      => '{public,odd}',
    local_schema => 'far'
)
from near.source as s;

alter server lockstep_far options (
    set updatable 'true',
    set options '-c enable_sort=off -c jit=off -c row_security=off'
);
select count(*) as imported from lockstep.import_link('far');
