-- Versions of rules. None is ever changed; one that is not yet in force may be taken back.
create table procurement_rule (
    name          text not null check (name ~ '^[a-z][a-z0-9-]{1,59}$'),
    version       int not null check (version >= 1),
    title_ja      text not null check (char_length(title_ja) between 1 and 200),
    title_en      text not null check (char_length(title_en) between 1 and 200),
    note_ja       text not null check (char_length(note_ja) <= 2000),
    note_en       text not null check (char_length(note_en) between 1 and 2000),
    text          text not null check (char_length(text) between 1 and 4000),
    in_force_from timestamp with time zone not null,
    on_verify     boolean not null,
    made_at       timestamp with time zone not null,
    made_by       text not null,
    primary key (name, version)
);

-- Trusted lists of others: who may sign them, and every file that was accepted.
create table procurement_source (
    code     text primary key check (code ~ '^[a-z][a-z0-9-]{1,39}$' and code not in ('jts', 'webtrust', 'etsi', 'ccadb', 'eu')),
    signers  bytea not null,
    made_at  timestamp with time zone not null,
    made_by  text not null
);
create table procurement_list (
    source      text not null references procurement_source (code),
    sequence    bigint not null check (sequence >= 1),
    sha256      text not null unique check (sha256 ~ '^[0-9a-f]{64}$'),
    issued      timestamp with time zone not null,
    next_update timestamp with time zone,
    xml         bytea not null,
    imported_at timestamp with time zone not null,
    imported_by text not null,
    primary key (source, sequence)
);

-- Files of the CCADB as they came, compressed.
create table procurement_ccadb (
    sha256      text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    rows        int not null check (rows >= 1),
    file        bytea not null,
    imported_at timestamp with time zone not null,
    imported_by text not null
);

-- Which scheme is recognised to be as good as which, from when, until when, on what basis.
create table procurement_equivalence (
    id          uuid primary key,
    source      text not null,
    counts_as   text not null check (counts_as in ('jts', 'eu', 'webtrust', 'etsi') and counts_as <> source),
    valid_from  date not null,
    valid_until date check (valid_until >= valid_from),
    basis_ja    text not null check (char_length(basis_ja) between 1 and 1000),
    basis_en    text not null check (char_length(basis_en) between 1 and 1000),
    made_at     timestamp with time zone not null,
    made_by     text not null
);

create function procurement_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rules and their sources are only added to';
end $$;
create function procurement_keep_what_is_in_force() returns trigger language plpgsql as $$
begin
    if old.in_force_from <= now() then
        raise exception 'a rule in force is never taken back';
    end if;
    return old;
end $$;
create trigger procurement_rule_unchanged before update on procurement_rule
    for each row execute function procurement_refuse_change();
create trigger procurement_rule_kept before delete on procurement_rule
    for each row execute function procurement_keep_what_is_in_force();
create trigger procurement_list_append_only before update or delete on procurement_list
    for each row execute function procurement_refuse_change();
create trigger procurement_ccadb_append_only before update or delete on procurement_ccadb
    for each row execute function procurement_refuse_change();
create trigger procurement_equivalence_append_only before update or delete on procurement_equivalence
    for each row execute function procurement_refuse_change();
