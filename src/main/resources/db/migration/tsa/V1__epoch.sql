-- Each start of a time-stamping unit: the upper half of its serial numbers, so none is used twice after a crash.
create table tsa_epoch (
    number     bigint primary key check (number > 0 and number < 4294967296),
    started_at timestamp with time zone not null
);

-- The tokens that were issued, in the order of their counters, by the SHA-256 of each.
create table tsa_batch (
    epoch     bigint not null references tsa_epoch (number),
    first     bigint not null check (first > 0),
    last      bigint not null check (last >= first),
    hashes    bytea not null check (octet_length(hashes) = 32 * (last - first + 1)),
    issued_at timestamp with time zone not null,
    primary key (epoch, first)
);
