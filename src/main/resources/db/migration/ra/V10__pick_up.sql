-- The key of a certificate is made when its holder comes with the link of a mail and a code from elsewhere.
-- Link and code are kept as hashes; key and passphrase are never kept.
create table ra_pick_up (
    request_id   uuid        primary key references ra_request,
    token_hash   bytea       not null unique check (length(token_hash) = 32),
    mailed_to    text        not null,
    mailed_at    timestamptz not null,
    expires_at   timestamptz not null,
    code_hash    bytea       check (length(code_hash) = 32),
    failures     integer     not null default 0 check (failures between 0 and 5),
    -- somebody is being served: their key is in memory now
    claimed_at   timestamptz,
    collected_at timestamptz
);
