-- What an operator decides about a reported certificate, as the operator's passkey signs it.
create table ra_revocation_decision (
    id                 uuid primary key,
    request            uuid not null,
    actor              uuid not null,
    reason             text,
    grounds            text,
    text               text not null,
    challenge          bytea not null check (octet_length(challenge) = 32),
    expires_at         timestamp with time zone not null,
    signed_at          timestamp with time zone,
    credential_id      text,
    public_key         bytea,
    client_data        bytea,
    authenticator_data bytea,
    signature          bytea,
    check (num_nulls(reason, grounds) = 1),
    check (num_nulls(signed_at, credential_id, public_key, client_data, authenticator_data, signature) in (0, 6))
);
create index ra_revocation_decision_request on ra_revocation_decision (request);
