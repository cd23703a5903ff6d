-- Certificates, from the intent on. Rows are added, settled once and revoked once, never deleted.
create table ca_certificate (
    serial            text primary key check (serial ~ '^[4-7][0-9a-f]{39}$'),
    issuer            text not null,
    profile           text not null,
    holder            text not null,
    subject_key       bytea not null check (octet_length(subject_key) = 32),
    to_be_signed      bytea not null,
    state             text not null check (state in ('INTENDED', 'ISSUED', 'BURNED')),
    der               bytea,
    not_before        timestamp with time zone not null,
    not_after         timestamp with time zone not null,
    intended_at       timestamp with time zone not null,
    settled_at        timestamp with time zone,
    revoked_at        timestamp with time zone,
    revocation_reason text,
    check ((state = 'ISSUED') = (der is not null)),
    check ((state = 'INTENDED') = (settled_at is null)),
    check ((revoked_at is null) = (revocation_reason is null)),
    check (revoked_at is null or state = 'ISSUED')
);
-- An authority, unit or responder gets its certificate once.
create unique index ca_certificate_of_authority on ca_certificate (holder)
    where profile <> 'SUBSCRIBER' and state <> 'BURNED';
create index ca_certificate_intents on ca_certificate (intended_at) where state = 'INTENDED';
create index ca_certificate_revoked on ca_certificate (issuer, serial) where revoked_at is not null;
create index ca_certificate_subject_key on ca_certificate (subject_key);

-- Who issues. The number is that of the newest list that was begun.
create table ca_authority (
    name        text primary key,
    key_id      uuid not null,
    serial      text not null unique references ca_certificate (serial),
    list_number bigint not null default 0 check (list_number >= 0)
);

-- Every list that was published.
create table ca_revocation_list (
    authority   text not null references ca_authority (name),
    number      bigint not null check (number > 0),
    this_update timestamp with time zone not null,
    next_update timestamp with time zone not null check (next_update > this_update),
    entries     integer not null,
    der         bytea not null,
    primary key (authority, number)
);

-- The record of the key ceremony: what was made, in which order, with the hash of it.
create table ca_ceremony (
    step        text primary key,
    number      integer not null unique,
    sha256      bytea not null check (octet_length(sha256) = 32),
    recorded_at timestamp with time zone not null,
    entry       text not null
);
