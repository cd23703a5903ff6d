-- Secrets with which programs enrol, each for one standing approval of a desk and one protocol.
-- A secret that a protocol computes with is wrapped; one that is only compared is hashed.
create table enrolment_key (
    id            text primary key check (id ~ '^[a-z2-7]{16}$'),
    protocol      text not null check (protocol in ('ACME', 'EST', 'CMP', 'REST')),
    desk          uuid not null,
    approval      uuid not null,
    name          text not null check (length(name) between 1 and 100),
    hash          bytea check (length(hash) = 32),
    wrapped       bytea,
    wrapped_by    text,
    made_by       uuid not null,
    made_at       timestamp with time zone not null,
    expires_at    timestamp with time zone not null,
    last_used_at  timestamp with time zone,
    revoked_at    timestamp with time zone,
    revoked_by    uuid,
    check (expires_at > made_at),
    check ((revoked_at is null) = (revoked_by is null)),
    check ((wrapped is null) = (wrapped_by is null)),
    check ((protocol in ('ACME', 'CMP')) = (wrapped is not null)),
    check ((protocol in ('EST', 'REST')) = (hash is not null))
);
create index enrolment_key_desk on enrolment_key (desk, made_at desc);

-- What this installation signs nonces with, wrapped.
create table enrolment_secret (
    name       text primary key,
    wrapped    bytea not null,
    wrapped_by text not null
);

-- Nonces that were used and have not run out: the only ones that have to be remembered.
create table enrolment_nonce (
    nonce      text primary key,
    expires_at timestamp with time zone not null
);
create index enrolment_nonce_expiry on enrolment_nonce (expires_at);

-- Counts attempts in fixed windows.
create table enrolment_attempt (
    key          text not null,
    window_start timestamp with time zone not null,
    count        integer not null,
    primary key (key, window_start)
);

create table enrolment_acme_account (
    id         text primary key,
    desk       uuid not null,
    key_id     text not null references enrolment_key (id),
    thumbprint text not null,
    jwk        text not null,
    status     text not null check (status in ('valid', 'deactivated', 'revoked')),
    contact    text not null,
    created_at timestamp with time zone not null,
    unique (desk, thumbprint)
);

-- One request for one certificate. `processing` is the intent; the certificate or the problem is the result.
create table enrolment_acme_order (
    id          text primary key,
    account     text not null references enrolment_acme_account (id),
    status      text not null check (status in ('pending', 'ready', 'processing', 'valid', 'invalid')),
    identifiers text not null,
    not_before  timestamp with time zone,
    not_after   timestamp with time zone,
    replaces    text,
    request     uuid,
    csr         bytea,
    serial      text,
    problem     text,
    created_at  timestamp with time zone not null,
    expires_at  timestamp with time zone not null,
    changed_at  timestamp with time zone not null,
    check ((status = 'valid') = (serial is not null)),
    check (status not in ('processing', 'valid') or csr is not null)
);
create index enrolment_acme_order_account on enrolment_acme_order (account, created_at desc, id);
create unique index enrolment_acme_order_replaces on enrolment_acme_order (replaces)
    where replaces is not null and status <> 'invalid';

create table enrolment_acme_authorization (
    id         text primary key,
    account    text not null references enrolment_acme_account (id),
    type       text not null check (type in ('dns', 'email')),
    value      text not null,
    status     text not null check (status in ('pending', 'valid', 'invalid', 'deactivated', 'expired', 'revoked')),
    created_at timestamp with time zone not null,
    expires_at timestamp with time zone not null
);
create index enrolment_acme_authorization_name on enrolment_acme_authorization (account, type, value);

create table enrolment_acme_order_authorization (
    order_id         text not null references enrolment_acme_order (id),
    authorization_id text not null references enrolment_acme_authorization (id),
    primary key (order_id, authorization_id)
);

-- A challenge; for a mail address the first part of the token travels by mail and only its hash would not do:
-- the answer is computed from it.
create table enrolment_acme_challenge (
    id               text primary key,
    authorization_id text not null references enrolment_acme_authorization (id),
    type             text not null check (type in ('http-01', 'email-reply-00')),
    status           text not null check (status in ('pending', 'processing', 'valid', 'invalid')),
    token            text not null,
    mailed_token     text,
    message_id       text unique,
    mailed_at        timestamp with time zone,
    attempts         integer not null default 0,
    next_attempt_at  timestamp with time zone,
    validated_at     timestamp with time zone,
    problem          text,
    check ((type = 'email-reply-00') = (mailed_token is not null)),
    check ((status = 'valid') = (validated_at is not null))
);
create index enrolment_acme_challenge_authorization on enrolment_acme_challenge (authorization_id);
create index enrolment_acme_challenge_due on enrolment_acme_challenge (next_attempt_at) where status = 'processing';

-- Requests over the platform's own interface; a repeated call with the same key of its own finds the first one.
create table enrolment_request (
    id              uuid primary key,
    key_id          text not null references enrolment_key (id),
    desk            uuid not null,
    idempotency_key text,
    digest          bytea not null check (length(digest) = 32),
    state           text not null check (state in ('PROCESSING', 'ISSUED', 'PENDING', 'REFUSED')),
    request         uuid,
    serial          text,
    refusal         text,
    replaces        uuid references enrolment_request (id),
    created_at      timestamp with time zone not null,
    changed_at      timestamp with time zone not null,
    unique (key_id, idempotency_key),
    check ((state = 'ISSUED') = (serial is not null)),
    check (state <> 'PENDING' or request is not null),
    check ((state = 'REFUSED') = (refusal is not null))
);
create index enrolment_request_desk on enrolment_request (desk, created_at desc, id);

-- Which program got which certificate; the status is the certification authority's.
create table enrolment_certificate (
    serial     text primary key,
    key_id     text not null references enrolment_key (id),
    desk       uuid not null,
    protocol   text not null,
    account    text references enrolment_acme_account (id),
    issued_at  timestamp with time zone not null
);
create index enrolment_certificate_account on enrolment_certificate (account);
create index enrolment_certificate_key on enrolment_certificate (key_id, issued_at desc);
