-- The register published as a signed list. Rows are added; an issue is settled once; nothing is taken back.

-- What the operator says of the scheme. A list names the version it was made from, so it can be made again.
create table trustlist_scheme (
    version     integer primary key check (version > 0),
    content     jsonb not null,
    recorded_at timestamp with time zone not null,
    actor       text not null
);

-- Who may sign lists, from the intent of its certificate on.
create table trustlist_signer (
    number       integer primary key check (number > 0),
    key_id       uuid not null unique,
    to_be_signed bytea not null,
    certificate  bytea,
    intended_at  timestamp with time zone not null,
    announced_at timestamp with time zone,
    check ((certificate is null) = (announced_at is null))
);

-- From when on which signer signs; the newest row counts.
create table trustlist_signer_use (
    turn        integer primary key check (turn > 0),
    signer      integer not null references trustlist_signer (number),
    recorded_at timestamp with time zone not null,
    actor       text not null
);

-- Every issue from the intent on: with what it was made from, and then what came of it. A sequence is used once.
create table trustlist_issue (
    sequence       bigint primary key check (sequence > 0),
    state          text not null check (state in ('INTENDED', 'ISSUED', 'REFUSED', 'BURNED')),
    scheme_version integer not null references trustlist_scheme (version),
    signer         integer not null references trustlist_signer (number),
    register_as_of timestamp with time zone not null,
    service_types  jsonb not null,
    issued_at      timestamp with time zone not null,
    next_update    timestamp with time zone check (next_update > issued_at),
    closed         boolean not null check (closed = (next_update is null)),
    cause          text not null,
    actor          text not null,
    intended_at    timestamp with time zone not null,
    settled_at     timestamp with time zone,
    xml            bytea,
    sha256         bytea check (octet_length(sha256) = 32),
    signature      text,
    reasons        text,
    check ((state = 'INTENDED') = (settled_at is null)),
    check ((state = 'ISSUED') = (xml is not null)),
    check ((xml is null) = (sha256 is null) and (xml is null) = (signature is null)),
    check ((state = 'REFUSED') = (reasons is not null))
);
-- One at a time, and none after the closed list.
create unique index trustlist_issue_intent on trustlist_issue ((true)) where state = 'INTENDED';
create unique index trustlist_issue_closed on trustlist_issue ((true)) where closed and state in ('INTENDED', 'ISSUED');
create index trustlist_issue_newest on trustlist_issue (sequence desc) where state = 'ISSUED';

-- Which list was the first to say it: what a list says begins at the issue of that list, never earlier.
create table trustlist_announcement (
    event    uuid primary key,
    service  uuid not null,
    sequence bigint not null references trustlist_issue (sequence)
);
create index trustlist_announcement_service on trustlist_announcement (service, sequence desc);

-- Alarms that were given, each once.
create table trustlist_alarm (
    kind    text not null,
    subject text not null,
    sent_at timestamp with time zone not null,
    primary key (kind, subject)
);
