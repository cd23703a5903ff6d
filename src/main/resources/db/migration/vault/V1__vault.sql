-- Documents at rest. The files are in the data folder; a row is what keeps a file from being swept.
create table vault_owner_key (
    owner      text primary key,
    kek        text not null,
    wrapped    bytea not null,
    created_at timestamp with time zone not null
);

create table vault_file (
    name         text primary key check (name ~ '^[0-9a-f]{64}$'),
    owner        text not null references vault_owner_key,
    content_hash bytea not null check (length(content_hash) = 32),
    length       bigint not null check (length >= 0),
    receipts     integer not null check (receipts > 0),
    created_at   timestamp with time zone not null,
    unique (owner, content_hash)
);
