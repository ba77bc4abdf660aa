-- The database of an orthodontic lab as a Django application left it: integer keys, numbers for
-- words, JSON in text columns, generic foreign keys by content type. Indexes and foreign keys come
-- after the rows, in 03_keys.sql.

-- Django's own tables

create table django_content_type (
    id        serial primary key,
    app_label varchar(100) not null,
    model     varchar(100) not null,
    unique (app_label, model)
);

create table auth_permission (
    id              serial primary key,
    name            varchar(255) not null,
    content_type_id integer not null,
    codename        varchar(100) not null,
    unique (content_type_id, codename)
);

create table auth_group (
    id   serial primary key,
    name varchar(80) not null unique
);

create table auth_group_permissions (
    id            serial primary key,
    group_id      integer not null,
    permission_id integer not null,
    unique (group_id, permission_id)
);

create table auth_user (
    id           serial primary key,
    password     varchar(128) not null,
    last_login   timestamptz,
    is_superuser boolean not null,
    username     varchar(150) not null unique,
    first_name   varchar(30) not null,
    last_name    varchar(30) not null,
    email        varchar(254) not null,
    is_staff     boolean not null,
    is_active    boolean not null,
    date_joined  timestamptz not null
);

create table auth_user_groups (
    id       serial primary key,
    user_id  integer not null,
    group_id integer not null,
    unique (user_id, group_id)
);

-- People and places

create table dispatch_language (
    id   serial primary key,
    code varchar(10) not null unique,
    name varchar(60) not null
);

create table dispatch_office (
    id             serial primary key,
    name           varchar(200) not null,
    address        varchar(250),
    apt            varchar(60),
    city           varchar(100),
    state          varchar(60),
    zip            varchar(20),
    country        varchar(60),
    phone          varchar(40),
    tax_rate       numeric(10, 4),
    valid          boolean not null default true,
    sq_customer_id varchar(60),
    emails         boolean not null default true
);

create table dispatch_office_doctors (
    id        serial primary key,
    office_id integer not null,
    user_id   integer not null
);

create table dispatch_doctorsetting (
    id                   serial primary key,
    user_id              integer not null unique,
    clinical_preferences text,
    sq_customer_id       varchar(60),
    promised_payment     date,
    credit               numeric(12, 2) not null default 0,
    tier_finish          date,
    tier_type            integer,
    installment_payments boolean not null default false,
    baa_agreed_at        timestamptz,
    eula_agreed_at       timestamptz,
    company_account      boolean not null default false
);

create table dispatch_doctorsetting_masters (
    id               serial primary key,
    doctorsetting_id integer not null,
    user_id          integer not null
);

create table dispatch_doctorsetting_sales (
    id               serial primary key,
    doctorsetting_id integer not null,
    user_id          integer not null
);

create table dispatch_usersetting (
    id            serial primary key,
    user_id       integer not null unique,
    language_id   integer,
    timezone      varchar(60),
    notify_email  boolean not null default true,
    notify_push   boolean not null default false,
    page_size     integer not null default 25,
    phone         varchar(40),
    preferences   text
);

create table dispatch_patient (
    id           serial primary key,
    user_id      integer not null,
    doctor_id    integer,
    office_id    integer,
    birthdate    date,
    sex          integer,
    archived     boolean not null default false,
    suspended    boolean not null default false,
    status       integer not null,
    submitted_at timestamptz,
    updated_at   timestamptz not null,
    suffix       varchar(10),
    schemes      text
);
comment on column dispatch_patient.doctor_id is 'A user, not a row of a table of doctors.';

create table dispatch_client (
    id         serial primary key,
    user_id    integer,
    name       varchar(120) not null,
    version    varchar(20),
    platform   varchar(30),
    last_seen  timestamptz
);

create table dispatch_client3d (
    id         serial primary key,
    client_id  integer not null,
    renderer   varchar(120),
    max_memory bigint,
    settings   text
);

create table dispatch_agent (
    id         serial primary key,
    user_id    integer not null,
    hostname   varchar(120),
    version    varchar(20),
    enabled    boolean not null default true,
    last_seen  timestamptz
);

create table dispatch_master (
    id       serial primary key,
    user_id  integer not null,
    region   varchar(60),
    capacity integer,
    active   boolean not null default true
);

-- What is made, and from what

create table dispatch_course (
    id            serial primary key,
    name          varchar(60) not null,
    type          integer not null,
    customization text
);

create table dispatch_product (
    id            serial primary key,
    name          varchar(120) not null,
    description   text,
    free          boolean not null default false,
    deleted       boolean not null default false,
    customization text,
    type          integer not null,
    substitute    boolean not null default false,
    course_id     integer
);

create table dispatch_product_successors (
    id              serial primary key,
    from_product_id integer not null,
    to_product_id   integer not null
);

create table dispatch_category (
    id        serial primary key,
    name      varchar(100) not null,
    parent_id integer
);

create table dispatch_role (
    id       serial primary key,
    name     varchar(80) not null,
    abbrev   varchar(10),
    type     integer,
    "order"  integer not null default 0,
    user_id  integer,
    group_id integer
);

create table dispatch_role_permissions (
    id            serial primary key,
    role_id       integer not null,
    permission_id integer not null
);

create table dispatch_product_roles (
    id         serial primary key,
    product_id integer not null,
    role_id    integer not null
);

create table dispatch_template (
    id          serial primary key,
    task_name   varchar(120),
    text_name   varchar(120),
    action_name varchar(120),
    function    varchar(60),
    status      integer not null,
    duration    integer,
    category_id integer,
    predefined  boolean not null default false,
    read_only   boolean not null default false,
    extensions  varchar(120),
    alerts      text,
    separate    boolean not null default false
);

create table dispatch_template_edit_roles (
    id          serial primary key,
    template_id integer not null,
    role_id     integer not null
);

create table dispatch_template_view_roles (
    id          serial primary key,
    template_id integer not null,
    role_id     integer not null
);

create table dispatch_template_view_groups (
    id          serial primary key,
    template_id integer not null,
    group_id    integer not null
);

create table dispatch_template_products (
    id          serial primary key,
    template_id integer not null,
    product_id  integer not null
);

create table dispatch_template_predecessors (
    id               serial primary key,
    from_template_id integer not null,
    to_template_id   integer not null
);

create table dispatch_storage (
    id       serial primary key,
    name     varchar(120) not null,
    root     varchar(250) not null,
    capacity bigint,
    active   boolean not null default true
);

create table dispatch_ware (
    id         serial primary key,
    name       varchar(120) not null,
    code       varchar(60),
    storage_id integer,
    quantity   integer not null default 0,
    unit_price numeric(10, 2),
    created_at timestamptz
);

-- Orders: dispatch_instruction is the order of a patient. dispatch_order is a basket in the shop
-- of the lab: other rows, with ids of their own.

create table dispatch_jaw (
    id            serial primary key,
    bond_teeth    char(16),
    extract_teeth char(16),
    reason        integer,
    product_id    integer,
    labial        boolean not null default true
);

create table dispatch_instruction (
    id                serial primary key,
    patient_id        integer not null,
    course_id         integer,
    status            integer not null,
    deleted           boolean not null default false,
    notes             text,
    complaint         text,
    price             numeric(10, 2),
    submitted_at      timestamptz,
    updated_at        timestamptz not null,
    suffix            varchar(10),
    model             varchar(60),
    "order"           integer,
    scanner           varchar(60),
    scanner_notes     text,
    cbct              boolean not null default false,
    conditions        text,
    accept_extraction boolean,
    objective         text,
    comprehensive     boolean,
    upper_jaw_id      integer unique,
    lower_jaw_id      integer unique,
    exports           text
);

create table dispatch_order (
    id         serial primary key,
    course_id  integer,
    user_id    integer,
    office_id  integer,
    status     integer not null,
    created_at timestamptz not null,
    comment    text
);

create table dispatch_state (
    id             serial primary key,
    status         integer not null,
    "on"           boolean not null,
    changed_at     timestamptz not null,
    actor_id       integer,
    instruction_id integer not null
);

create table dispatch_project (
    id         serial primary key,
    uid        uuid not null,
    created_at timestamptz not null,
    name       varchar(250) not null,
    size       bigint,
    public     boolean not null default false,
    type       integer not null,
    status     integer not null,
    creator_id integer
);

create table dispatch_plan (
    id             serial primary key,
    instruction_id integer,
    project_id     integer not null,
    notes          text,
    number         integer not null,
    name           varchar(250),
    original       boolean not null
);

create table dispatch_bracket (
    id         serial primary key,
    name       varchar(120) not null,
    project_id integer,
    type       integer
);

create table dispatch_reading (
    id         serial primary key,
    project_id integer not null,
    user_id    integer,
    read_at    timestamptz not null,
    position   integer
);

create table dispatch_task (
    id             serial primary key,
    checked        boolean not null,
    file_id        integer,
    template_id    integer,
    done_at        timestamptz,
    text           text,
    plan_id        integer,
    instruction_id integer,
    actor_id       integer,
    jaw            integer,
    order_id       integer
);

-- Files and words

create table dispatch_file (
    id             serial primary key,
    uid            uuid not null,
    name           varchar(250),
    ext            varchar(16),
    size           bigint,
    type           integer not null,
    instruction_id integer,
    created_at     timestamptz not null,
    description    text,
    product_id     integer,
    parameters     text,
    record_id      integer,
    status         integer not null
);

create table dispatch_record (
    id             serial primary key,
    target_id      integer,
    target_type_id integer,
    type           integer not null,
    created_at     timestamptz not null,
    text           text,
    author_id      integer,
    group_id       integer,
    public         boolean not null default false
);
comment on column dispatch_record.target_id is
    'A generic foreign key: the id of a row of the table of target_type_id.';

create table dispatch_record_attachments (
    id        serial primary key,
    record_id integer not null,
    file_id   integer not null
);

create table dispatch_record_roles (
    id        serial primary key,
    record_id integer not null,
    role_id   integer not null
);

create table dispatch_comment (
    id         serial primary key,
    created_at timestamptz not null,
    text       text not null,
    author_id  integer,
    plan_id    integer not null
);

create table dispatch_note (
    id         serial primary key,
    created_at timestamptz not null,
    text       text not null,
    author_id  integer,
    doctor_id  integer not null
);

create table dispatch_notification (
    id               serial primary key,
    created_at       timestamptz not null,
    sender           varchar(120),
    template_name    varchar(60) not null,
    template_context text,
    read             boolean not null default false,
    item_id          integer,
    item_type_id     integer,
    recipient_id     integer,
    sent             boolean not null,
    send             boolean not null
);

create table dispatch_action (
    id            serial primary key,
    action        varchar(40) not null,
    date          timestamptz not null,
    item_id       integer,
    item_type_id  integer,
    data          text,
    owner_id      integer,
    owner_type_id integer,
    user_id       integer
);

create table dispatch_event (
    id         serial primary key,
    name       varchar(60) not null,
    starts_at  timestamptz not null,
    ends_at    timestamptz,
    user_id    integer,
    data       text
);

create table dispatch_link (
    id         serial primary key,
    token      varchar(64) not null unique,
    project_id integer,
    created_at timestamptz not null,
    expires_at timestamptz,
    creator_id integer,
    hits       integer not null default 0
);

-- Money

create table dispatch_offer (
    id          serial primary key,
    price_both  numeric(10, 2),
    price_upper numeric(10, 2),
    price_lower numeric(10, 2),
    doctor_id   integer,
    product_id  integer
);

create table dispatch_discount (
    id       serial primary key,
    percent  numeric(5, 2),
    reason   varchar(250),
    count    integer,
    start    date,
    finish   date,
    total    boolean not null default false,
    used     integer not null default 0,
    offer_id integer
);

create table dispatch_purchase (
    id         serial primary key,
    quantity   integer not null,
    price      numeric(10, 2) not null,
    order_id   integer not null,
    product_id integer
);

create table dispatch_payment (
    id               serial primary key,
    made_at          timestamptz,
    free             boolean not null default false,
    tax_rate         numeric(8, 4),
    tax_value        numeric(10, 2),
    paid_price       numeric(10, 2),
    instruction_id   integer,
    used_credit      numeric(10, 2),
    canceled         boolean not null default false,
    paid             boolean not null default false,
    custom_price     numeric(10, 2),
    subtotal_price   numeric(10, 2),
    doctor_id        integer,
    office_id        integer,
    order_id         integer,
    installments     text,
    additional_price numeric(10, 2),
    netsuite         varchar(60),
    total_price      numeric(10, 2) not null
);

create table dispatch_operation (
    id            serial primary key,
    type          integer not null,
    made_at       timestamptz not null,
    price         numeric(10, 2) not null,
    sq_order_id   varchar(60),
    sq_payment_id varchar(60),
    sq_refund_id  varchar(60),
    card_brand    varchar(20),
    card_bin      varchar(8),
    card_last     varchar(4),
    office_card   boolean not null default false,
    payment_id    integer not null,
    attempts      integer not null default 1
);

-- The machine room

create table dispatch_instance (
    id         serial primary key,
    name       varchar(120) not null,
    kind       varchar(30),
    address    varchar(120),
    started_at timestamptz,
    enabled    boolean not null default true
);

create table dispatch_globalsetting (
    id             serial primary key,
    setting        varchar(60) not null,
    version        varchar(20),
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    sandbox        boolean not null,
    application_id varchar(60),
    location_id    varchar(60),
    access_token   varchar(120)
);
