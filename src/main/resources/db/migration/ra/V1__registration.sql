create table ra_desk (
    id               uuid primary key,
    name             text        not null check (length(name) between 1 and 200),
    -- the platform's own desk belongs to no organisation
    organisation_id  uuid,
    platform         boolean     not null,
    approvals_needed integer     not null check (approvals_needed between 1 and 9),
    opened_at        timestamptz not null,
    closed_at        timestamptz,
    check (platform = (organisation_id is null)),
    check (not platform or closed_at is null)
);
create unique index ra_desk_platform on ra_desk (platform) where platform;
create unique index ra_desk_organisation on ra_desk (organisation_id, name);

create table ra_officer (
    id           uuid primary key,
    desk_id      uuid        not null references ra_desk,
    user_id      uuid        not null,
    by_operator  boolean     not null,
    appointed_by uuid        not null,
    since        timestamptz not null,
    ended_at     timestamptz,
    ended_by     uuid,
    check ((ended_at is null) = (ended_by is null))
);
create unique index ra_officer_active on ra_officer (desk_id, user_id) where ended_at is null;
create index ra_officer_user on ra_officer (user_id);

-- what a desk may register for, and why; renewed evidence is a new row
create table ra_scope (
    id          uuid primary key,
    desk_id     uuid        not null references ra_desk,
    kind        text        not null check (kind in ('ORGANISATION', 'DOMAIN', 'PROFILE')),
    value       text        not null,
    method      text        not null,
    verifier_id uuid        not null,
    verified_at timestamptz not null,
    ended_at    timestamptz,
    check (kind = 'PROFILE' or method <> '')
);
create unique index ra_scope_active on ra_scope (desk_id, kind, value) where ended_at is null;

create table ra_bulk (
    id          uuid primary key,
    desk_id     uuid        not null references ra_desk,
    uploaded_by uuid        not null,
    file_name   text        not null,
    sha256      bytea       not null check (length(sha256) = 32),
    row_count   integer     not null check (row_count >= 0),
    uploaded_at timestamptz not null,
    unique (desk_id, sha256)
);

create table ra_standing (
    id                uuid primary key,
    desk_id           uuid        not null references ra_desk,
    name              text        not null,
    profile           text        not null,
    organisation      text,
    organisation_name text        not null,
    domains           text[]      not null,
    largest           integer     not null check (largest between 1 and 100000),
    used              integer     not null check (used between 0 and largest),
    until             timestamptz not null,
    approvals_needed  integer     not null check (approvals_needed between 1 and 9),
    proposed_by       uuid        not null,
    created_at        timestamptz not null,
    revoked_at        timestamptz,
    revoked_by        text,
    check ((revoked_at is null) = (revoked_by is null))
);
create index ra_standing_desk on ra_standing (desk_id);

create table ra_request (
    id                    uuid primary key,
    desk_id               uuid        not null references ra_desk,
    -- the first request of the same holder, from which this one renews
    origin_id             uuid        not null,
    kind                  text        not null check (kind in ('NEW', 'RENEWAL', 'REKEY', 'ENROLMENT')),
    profile               text        not null,
    key_origin            text        not null check (key_origin in ('REQUEST', 'PICK_UP', 'REMOTE')),
    state                 text        not null check (state in ('DRAFT', 'SUBMITTED', 'QUESTIONED', 'CHECKED', 'APPROVED',
                                                                'ISSUED', 'DELIVERED', 'SUSPENDED', 'REVOKED', 'REFUSED',
                                                                'WITHDRAWN')),
    applicant_id          uuid,
    entered_by            uuid,
    certification_request bytea,
    public_key            bytea,
    key_id                text,
    validity              bigint      check (validity > 0),
    findings              jsonb       not null,
    note                  text        not null,
    body                  bytea,
    body_sha256           bytea       check (length(body_sha256) = 32),
    body_number           integer     not null,
    prepared_at           timestamptz,
    -- the intent: from here on only issuing follows
    begun_at              timestamptz,
    serial                text        unique,
    issuer                text,
    not_before            timestamptz,
    not_after             timestamptz,
    replaces_id           uuid        references ra_request,
    standing_id           uuid        references ra_standing,
    bulk_id               uuid        references ra_bulk,
    created_at            timestamptz not null,
    changed_at            timestamptz not null,
    due_on                date,
    check (state not in ('CHECKED', 'APPROVED', 'ISSUED', 'DELIVERED', 'SUSPENDED', 'REVOKED') or body_sha256 is not null),
    check (state not in ('ISSUED', 'DELIVERED', 'SUSPENDED', 'REVOKED') or serial is not null and not_after is not null),
    check (kind in ('NEW', 'ENROLMENT') or replaces_id is not null),
    check (kind <> 'ENROLMENT' or standing_id is not null)
);
create index ra_request_desk on ra_request (desk_id, state, due_on);
create index ra_request_applicant on ra_request (applicant_id, created_at desc);
create index ra_request_origin on ra_request (origin_id);
create index ra_request_replaces on ra_request (replaces_id) where replaces_id is not null;
create index ra_request_bulk on ra_request (bulk_id) where bulk_id is not null;
create index ra_request_standing on ra_request (standing_id) where standing_id is not null;
create index ra_request_ends on ra_request (not_after) where state in ('ISSUED', 'DELIVERED');
create index ra_request_work on ra_request (state, changed_at) where state in ('CHECKED', 'APPROVED');
create index ra_request_key on ra_request (sha256(public_key)) where public_key is not null;

-- personal data, apart from the permanent record
create table ra_registrant (
    request_id        uuid primary key references ra_request,
    common_name       text   not null,
    given_name        text,
    surname           text,
    pseudonym         text,
    title             text,
    organisation      text,
    organisation_name text   not null,
    email             text,
    dns_names         text[] not null,
    erased_at         timestamptz
);
create index ra_registrant_organisation on ra_registrant (organisation) where organisation is not null;

create table ra_evidence (
    id          uuid primary key,
    desk_id     uuid        not null references ra_desk,
    request_id  uuid        not null references ra_request,
    about       text        not null check (about in ('ORGANISATION', 'PERSON', 'MAILBOX')),
    method      text        not null check (method in ('REGISTRY_EXTRACT', 'FACE_TO_FACE', 'EMPLOYER_RECORD', 'CHIP',
                                                       'SIGNED_APPLICATION', 'EMAIL_CONTROL')),
    subject     text        not null,
    verifier_id uuid,
    verified_at timestamptz not null,
    reference   text        not null,
    file_name   text,
    file_hash   bytea       check (length(file_hash) = 32),
    erased_at   timestamptz,
    check ((file_name is null) = (file_hash is null)),
    check (erased_at is null or file_hash is null)
);
create index ra_evidence_subject on ra_evidence (desk_id, subject, about);

create table ra_mail_code (
    id          uuid primary key,
    request_id  uuid        not null references ra_request,
    email       text        not null,
    code_hash   bytea       not null,
    token_hash  bytea       not null unique,
    attempts    integer     not null check (attempts between 0 and 5),
    sent_at     timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz
);
create index ra_mail_code_request on ra_mail_code (request_id, sent_at desc);

-- what was put before an officer to sign; counts once
create table ra_ballot (
    sha256      bytea       primary key check (length(sha256) = 32),
    officer_id  uuid        not null,
    desk_id     uuid        not null references ra_desk,
    text        text        not null,
    items       jsonb       not null,
    standing_id uuid        references ra_standing,
    expires_at  timestamptz not null,
    used_at     timestamptz
);

create table ra_approval (
    id                 uuid primary key,
    officer_id         uuid        not null,
    text               text        not null,
    challenge          bytea       not null check (length(challenge) = 32),
    method             text        not null check (method in ('PASSKEY', 'PIN_AND_TOTP')),
    credential_id      text,
    public_key         bytea,
    client_data        bytea,
    authenticator_data bytea,
    signature          bytea,
    totp_step          bigint,
    approved_at        timestamptz not null,
    check (challenge = sha256(convert_to(text, 'UTF8'))),
    check ((method = 'PASSKEY') = (signature is not null)),
    check ((method = 'PASSKEY') = (totp_step is null))
);

create table ra_approved_body (
    approval_id uuid    not null references ra_approval,
    request_id  uuid    not null references ra_request,
    officer_id  uuid    not null,
    body_number integer not null,
    body_sha256 bytea   not null check (length(body_sha256) = 32),
    primary key (approval_id, request_id),
    -- one officer, one approval
    unique (request_id, body_number, officer_id)
);

create table ra_approved_standing (
    approval_id uuid not null references ra_approval,
    standing_id uuid not null references ra_standing,
    officer_id  uuid not null,
    primary key (approval_id, standing_id),
    unique (standing_id, officer_id)
);

create table ra_bulk_row (
    bulk_id    uuid    not null references ra_bulk,
    number     integer not null,
    label      text    not null,
    request_id uuid    references ra_request,
    refusal    text,
    detail     text    not null,
    primary key (bulk_id, number),
    check ((request_id is null) = (refusal is not null))
);

create table ra_notice (
    request_id uuid        not null references ra_request,
    days       integer     not null,
    sent_at    timestamptz not null,
    primary key (request_id, days)
);

create function ra_keep() returns trigger language plpgsql as $$
begin
    raise exception 'What officers signed is never changed';
end $$;
create trigger ra_approval_kept before update or delete on ra_approval for each row execute function ra_keep();
create trigger ra_approved_body_kept before update or delete on ra_approved_body for each row execute function ra_keep();
create trigger ra_approved_standing_kept before update or delete on ra_approved_standing
    for each row execute function ra_keep();
