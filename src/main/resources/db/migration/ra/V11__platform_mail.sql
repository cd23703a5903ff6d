-- The certificate with which the platform signs its own mail: what an operator signed, and what was issued under it.
create table ra_platform_mail (
    id                 uuid        primary key,
    address            text        not null,
    organisation       text        not null,
    text               text        not null,
    challenge          bytea       not null unique check (length(challenge) = 32),
    operator_id        uuid        not null,
    asked_at           timestamptz not null,
    agreed_at          timestamptz,
    method             text        check (method in ('PASSKEY', 'PIN_AND_TOTP')),
    credential_id      text,
    public_key         bytea,
    client_data        bytea,
    authenticator_data bytea,
    signature          bytea,
    ended_at           timestamptz,
    check (challenge = sha256(convert_to(text, 'UTF8'))),
    check ((agreed_at is null) = (method is null)),
    check (agreed_at is not null or ended_at is null),
    check (coalesce(method = 'PASSKEY', false) = (signature is not null))
);
-- one in force
create unique index ra_platform_mail_current on ra_platform_mail ((true)) where agreed_at is not null and ended_at is null;

create table ra_platform_mail_certificate (
    number      integer     primary key,
    agreement   uuid        not null references ra_platform_mail,
    key_id      uuid        not null,
    certificate bytea       not null,
    serial      text        not null unique,
    not_after   timestamptz not null,
    issued_at   timestamptz not null
);
create index ra_platform_mail_newest on ra_platform_mail_certificate (agreement, number desc);
