-- Since when somebody runs this platform; without it, since the account was made.
alter table identity_user add column operator_since timestamp with time zone;

-- Who was to become an operator, or to be one no longer, and the passkey's proof of the operator who wanted it.
create table identity_appointment (
    id                 uuid primary key,
    kind               text not null check (kind in ('APPOINT', 'DISMISS')),
    person             uuid not null references identity_user,
    actor              uuid not null references identity_user,
    text               text not null,
    challenge          bytea not null check (length(challenge) = 32),
    expires_at         timestamp with time zone not null,
    done_at            timestamp with time zone,
    credential_id      text,
    public_key         bytea,
    client_data        bytea,
    authenticator_data bytea,
    signature          bytea,
    check (num_nulls(done_at, credential_id, public_key, client_data, authenticator_data, signature) in (0, 6))
);
