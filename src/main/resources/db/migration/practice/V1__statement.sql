-- Every version of a statement that was ever in force, in both languages. The digest is that of the text without its own number and date.
create table practice_statement (
    document     text not null check (document in ('CPS', 'PDS', 'TDS')),
    version      integer not null check (version > 0),
    digest       bytea not null check (octet_length(digest) = 32),
    ja           text not null,
    en           text not null,
    published_at timestamp with time zone not null,
    entry        text not null,
    primary key (document, version)
);

-- What only the operator knows; the newest version of a section counts, and none is ever changed.
create table practice_supplement (
    section text not null check (section ~ '^[a-z]+$'),
    version integer not null check (version > 0),
    ja      text not null,
    en      text not null,
    actor   text not null,
    at      timestamp with time zone not null,
    primary key (section, version)
);
