-- A music shop as we would build it today.

create schema music;

create domain music.amount as numeric(10, 2) check (value >= 0);

create function music.set_updated_at()
    returns trigger
    language plpgsql
as $body$
begin
    new.updated_at := now();
    return new;
end;
$body$;

-- the catalogue -----------------------------------------------------------------------------------

create table music.artists (
    id               uuid primary key default gen_random_uuid(),
    legacy_artist_id integer unique,
    name             text not null
);

create table music.albums (
    id              uuid primary key default gen_random_uuid(),
    legacy_album_id integer unique,
    title           text not null,
    artist_id       uuid not null references music.artists
);
create index on music.albums (artist_id);

create table music.genres (
    id   integer primary key,
    name text not null unique
);

create table music.media_types (
    id                   uuid primary key default gen_random_uuid(),
    legacy_media_type_id integer unique,
    name                 text not null unique,
    is_video             boolean not null default false
);

create table music.tracks (
    id              uuid primary key default gen_random_uuid(),
    legacy_track_id integer unique,
    title           text not null,
    album_id        uuid references music.albums,
    media_type_id   uuid not null references music.media_types,
    genre_id        integer references music.genres,
    composer        text check (composer <> ''),
    length          interval not null check (length > interval '0'),
    size_bytes      bigint check (size_bytes > 0),
    price           music.amount not null,
    created_at      timestamptz not null default now(),
    updated_at      timestamptz not null default now()
);
create index on music.tracks (album_id);
create index on music.tracks (media_type_id);
create index on music.tracks (genre_id);
create trigger set_updated_at before update on music.tracks
    for each row execute function music.set_updated_at();

create table music.playlists (
    id                 uuid primary key default gen_random_uuid(),
    legacy_playlist_id integer unique,
    name               text not null
);

create table music.playlist_tracks (
    playlist_id uuid not null references music.playlists,
    track_id    uuid not null references music.tracks,
    primary key (playlist_id, track_id)
);
create index on music.playlist_tracks (track_id);

-- people ----------------------------------------------------------------------------------------

create table music.employees (
    id                 uuid primary key default gen_random_uuid(),
    legacy_employee_id integer unique,
    full_name          text not null,
    title              text,
    reports_to_id      uuid references music.employees check (reports_to_id <> id),
    born_on            date,
    hired_on           date check (hired_on > born_on),
    email              text check (email like '%@%'),
    phone              text,
    address            jsonb not null default '{}'
);
create index on music.employees (reports_to_id);

create table music.customers (
    id                 uuid primary key default gen_random_uuid(),
    legacy_customer_id integer unique,
    first_name         text not null,
    last_name          text not null,
    company            text,
    email              text not null unique check (email like '%@%'),
    phone              text,
    fax                text,
    address            jsonb not null default '{}',
    support_id         uuid references music.employees,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now()
);
create index on music.customers (support_id);
create trigger set_updated_at before update on music.customers
    for each row execute function music.set_updated_at();

-- sales -----------------------------------------------------------------------------------------

create table music.invoices (
    id                uuid primary key default gen_random_uuid(),
    legacy_invoice_id integer unique,
    customer_id       uuid not null references music.customers,
    issued_at         timestamptz not null,
    bill_to           jsonb not null default '{}',
    total             music.amount not null
);
create index on music.invoices (customer_id);

create table music.invoice_lines (
    id                     uuid primary key default gen_random_uuid(),
    legacy_invoice_line_id integer unique,
    invoice_id             uuid not null references music.invoices,
    track_id               uuid not null references music.tracks,
    price                  music.amount not null,
    quantity               integer not null check (quantity > 0)
);
create index on music.invoice_lines (invoice_id);
create index on music.invoice_lines (track_id);

-- rights: nothing without a policy ----------------------------------------------------------------

alter table music.artists         enable row level security;
alter table music.albums          enable row level security;
alter table music.genres          enable row level security;
alter table music.media_types     enable row level security;
alter table music.tracks          enable row level security;
alter table music.playlists       enable row level security;
alter table music.playlist_tracks enable row level security;
alter table music.employees       enable row level security;
alter table music.customers       enable row level security;
alter table music.invoices        enable row level security;
alter table music.invoice_lines   enable row level security;

-- rows that no old database knows -----------------------------------------------------------------

insert into music.playlists (name)
values ('Made for you'), ('Môj výber');
