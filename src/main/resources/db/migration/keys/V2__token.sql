-- More algorithms, and keys that live in a token: of those only the public key and the label in the token are here.
alter table keys_key drop constraint keys_key_algorithm_check;
alter table keys_key add constraint keys_key_algorithm_check check (algorithm in
    ('EC_P256', 'EC_P384', 'RSA_3072', 'RSA_4096', 'ED25519', 'ML_DSA_65', 'ML_DSA_87'));

alter table keys_key add column token_label text unique;
alter table keys_key drop constraint keys_key_is_wrapped_or_destroyed;
alter table keys_key add constraint keys_key_is_somewhere_or_destroyed check (
    (destroyed_at is null and destroy_reason is null
        and ((token_label is null and kek is not null and wrapped is not null)
            or (token_label is not null and kek is null and wrapped is null)))
    or (destroyed_at is not null and destroy_reason is not null and kek is null and wrapped is null));
alter table keys_key add constraint keys_key_in_token_is_the_platforms check (
    token_label is null or purpose is not null);
