-- Key pairs. The private key rests wrapped under the key-encryption key named beside it; destroying a key removes only
-- that, so that the public key and the reason stay as evidence.
create table keys_key (
    id             uuid primary key,
    algorithm      text not null check (algorithm in ('EC_P256', 'EC_P384', 'RSA_3072', 'ED25519')),
    purpose        text unique,
    credential     text,
    subscriber     text,
    public_key     bytea not null,
    kek            text,
    wrapped        bytea,
    created_at     timestamp with time zone not null,
    destroyed_at   timestamp with time zone,
    destroy_reason text,
    constraint keys_key_has_one_owner check (
        (purpose is not null and credential is null and subscriber is null)
        or (purpose is null and credential is not null and subscriber is not null)),
    constraint keys_key_is_wrapped_or_destroyed check (
        (destroyed_at is null and destroy_reason is null and kek is not null and wrapped is not null)
        or (destroyed_at is not null and destroy_reason is not null and kek is null and wrapped is null))
);

create index keys_key_kek on keys_key (kek);
create index keys_key_credential on keys_key (credential);
