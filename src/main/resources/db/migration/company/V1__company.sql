-- What the tax agency's files told us of companies. Versions are added, never changed but for the mark of the newest.

create table company_import (
    id uuid primary key,
    sha256 char(64) not null,
    file text not null,
    state text not null check (state in ('READING', 'READY', 'APPLYING', 'APPLIED', 'REFUSED', 'CANCELLED', 'FAILED')),
    difference boolean not null,
    data_date date,
    encoding text,
    row_count bigint not null default 0,
    rejected bigint not null default 0,
    added bigint not null default 0,
    changed bigint not null default 0,
    closing bigint not null default 0,
    older bigint not null default 0,
    same bigint not null default 0,
    reason text,
    reason_at bigint,
    actor text not null,
    started_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    check (state <> 'APPLIED' or data_date is not null and ended_at is not null),
    check (state <> 'REFUSED' or reason is not null),
    check (rejected <= row_count)
);
-- A file is taken in once, and one at a time.
create unique index company_import_once on company_import (sha256) where state = 'APPLIED';
create unique index company_import_one on company_import ((true)) where state in ('READING', 'READY', 'APPLYING');
create index company_import_newest on company_import (started_at);

create table company_rejection (
    import_id uuid not null,
    row_number bigint not null,
    reason text not null,
    shown text not null,
    primary key (import_id, row_number)
);

-- content: a hash of all that the source says, so that a row that comes again is known.
create table company_version (
    number bigint not null check (number between 1000000000000 and 9999999999999),
    content uuid not null,
    process char(2) not null,
    correction boolean not null,
    updated_on date not null,
    valid_from date not null,
    name text not null,
    name_replaced boolean not null,
    kind smallint not null,
    prefecture text not null,
    city text not null,
    street text not null,
    address_replaced boolean not null,
    prefecture_code text not null,
    city_code text not null,
    post_code text not null,
    outside text not null,
    closed_on date,
    close_cause text not null,
    successor bigint,
    change_cause text not null,
    assigned_on date not null,
    en_name text not null,
    en_prefecture text not null,
    en_city text not null,
    en_outside text not null,
    furigana text not null,
    hidden boolean not null,
    import_id uuid not null,
    recorded_at timestamp with time zone not null,
    newest boolean not null,
    primary key (number, content)
);
create unique index company_version_newest on company_version (number) where newest;

-- The rows of the file that is being looked at. Not worth a log: a file that was lost is sent again.
create unlogged table company_staged (
    row_number bigint not null,
    latest boolean not null,
    number bigint not null,
    content uuid not null,
    process char(2) not null,
    correction boolean not null,
    updated_on date not null,
    valid_from date not null,
    name text not null,
    name_replaced boolean not null,
    kind smallint not null,
    prefecture text not null,
    city text not null,
    street text not null,
    address_replaced boolean not null,
    prefecture_code text not null,
    city_code text not null,
    post_code text not null,
    outside text not null,
    closed_on date,
    close_cause text not null,
    successor bigint,
    change_cause text not null,
    assigned_on date not null,
    en_name text not null,
    en_prefecture text not null,
    en_city text not null,
    en_outside text not null,
    furigana text not null,
    hidden boolean not null
);
-- What taking in a staged row would do.
create unlogged table company_decided (
    row_number bigint not null,
    number bigint not null,
    effect char(1) not null check (effect in ('A', 'C', 'O')),
    closing boolean not null
);

-- The names under which a company is found, folded; pairs are the neighbouring letters of a name.
create table company_name (
    number bigint not null,
    form text collate "C" not null,
    former boolean not null,
    pairs integer[] not null
);
create index company_name_form on company_name (form, number);
create index company_name_number on company_name (number);
create index company_name_pairs on company_name using gin (pairs);
