-- Authorities of others that this installation trusts: each was asked for by an operator, whose passkey signed the text,
-- and is kept after its removal too.
create table validation_anchor (
    id                 uuid primary key,
    certificate        bytea not null,
    sha256             bytea not null check (octet_length(sha256) = 32),
    name               text not null check (length(name) between 1 and 200),
    reason             text not null check (length(reason) between 1 and 500),
    purpose            text not null check (purpose in ('SIGNATURES', 'TIME_STAMPS', 'ALL')),
    distrust_from      timestamp with time zone,
    operator           uuid not null,
    operator_name      text not null,
    text               text not null,
    challenge          bytea not null check (octet_length(challenge) = 32),
    expires_at         timestamp with time zone not null,
    added_at           timestamp with time zone,
    credential_id      text,
    public_key         bytea,
    client_data        bytea,
    authenticator_data bytea,
    signature          bytea,
    removed_at         timestamp with time zone,
    removed_by         uuid,
    removed_by_name    text,
    check (num_nulls(added_at, credential_id, public_key, client_data, authenticator_data, signature) in (0, 6)),
    check (num_nulls(removed_at, removed_by, removed_by_name) in (0, 3)),
    check (removed_at is null or added_at is not null)
);
-- A certificate is an anchor once at a time.
create unique index validation_anchor_in_force on validation_anchor (sha256)
    where added_at is not null and removed_at is null;
