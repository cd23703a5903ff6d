-- Rotations of the key-encryption key. The keys themselves are in the key file or the token; here is how far each is.
create table custody_rotation (
    id          uuid        primary key,
    -- the key that wrapped when it began, and the one that wraps since
    before      text        not null,
    after       text        check (after <> before),
    begun_by    text        not null,
    begun_at    timestamptz not null,
    -- when a walk through all tables last brought something over, and found the older keys needed by nothing
    moved       bigint      not null default 0,
    stuck       bigint      not null default 0,
    clear_at    timestamptz,
    retiring_at timestamptz,
    finished_at timestamptz,
    check (after is not null or (clear_at is null and retiring_at is null)),
    check (retiring_at is null or clear_at is not null),
    check (finished_at is null or retiring_at is not null)
);
-- one at a time
create unique index custody_rotation_open on custody_rotation ((true)) where finished_at is null;
