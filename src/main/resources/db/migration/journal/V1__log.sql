-- The event log. An entry is inserted by the transaction of its act; its place in the tree comes later, from the
-- sequencer, when the transaction has committed. What may be personal is in columns that can be emptied.
create table journal_entry (
    seq        bigint generated always as identity primary key,
    leaf_hash  bytea not null unique check (length(leaf_hash) = 32),
    leaf       bytea not null check (length(leaf) between 1 and 65535),
    kind       text not null,
    subject    text not null,
    at         timestamp with time zone not null,
    actor      text,
    facts      text,
    salt       bytea,
    tree_index bigint unique check (tree_index >= 0),
    constraint journal_entry_is_whole_or_erased check (
        (actor is null) = (salt is null) and (facts is null) = (salt is null))
);

create index journal_entry_subject on journal_entry (subject, seq);
create index journal_entry_waiting on journal_entry (seq) where tree_index is null;

create table journal_tile (
    level  smallint not null check (level between 0 and 7),
    index  bigint not null check (index >= 0),
    hashes bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
    primary key (level, index)
);

-- One row for each size that was ever reached: the key is what keeps two roots from having the same size.
create table journal_tree (
    size    bigint primary key check (size >= 0),
    root    bytea not null check (length(root) = 32),
    made_at timestamp with time zone not null,
    note    text
);

create index journal_tree_signed on journal_tree (size) where note is not null;

create table journal_log (
    only_one   boolean primary key default true check (only_one),
    origin     text not null,
    key_id     uuid not null,
    public_key text not null,
    started_at timestamp with time zone not null
);

create function journal_entry_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'Entries of the log are never deleted';
    end if;
    if new.seq <> old.seq or new.leaf_hash <> old.leaf_hash or new.leaf <> old.leaf or new.kind <> old.kind
        or new.subject <> old.subject or new.at <> old.at
        or (old.tree_index is not null and new.tree_index is distinct from old.tree_index)
        or (new.salt is not null and (new.salt, new.actor, new.facts) is distinct from (old.salt, old.actor, old.facts))
    then
        raise exception 'Entries of the log are never changed';
    end if;
    return new;
end
$$;

create trigger journal_entry_stays before update or delete on journal_entry
    for each row execute function journal_entry_stays();
