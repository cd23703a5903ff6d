-- Versions of criteria catalogues. Rows are added, never changed or deleted: cases rest on them.
create table criteria_version (
    id            uuid primary key,
    catalogue     uuid not null,
    version       text not null check (version <> ''),
    title         text not null,
    oscal_version text not null,
    last_modified text not null,
    schema        text,
    rest          json not null,               -- metadata that we do not use, kept for the export
    imported_at   timestamp with time zone not null,
    imported_by   text not null,
    unique (catalogue, version)
);

-- Groups, controls, parts, parameters and resources in document order; 0 is the document itself.
create table criteria_node (
    version_id uuid not null references criteria_version,
    position   integer not null check (position > 0),
    parent     integer not null check (parent >= 0 and parent < position),
    kind       text not null check (kind in ('PARAM', 'CONTROL', 'GROUP', 'PART', 'RESOURCE')),
    node_id    text,
    class      text,
    name       text,
    ns         text,
    title      text,
    prose      text,
    rest       json not null,
    primary key (version_id, position)
);

create table criteria_property (
    version_id uuid not null references criteria_version,
    owner      integer not null check (owner >= 0),
    position   integer not null,
    name       text not null,
    ns         text,
    value      text not null,
    class      text,
    part_of    text,                            -- "group" in OSCAL
    rest       json not null,
    primary key (version_id, owner, position)
);

create table criteria_link (
    version_id uuid not null references criteria_version,
    owner      integer not null check (owner >= 0),
    position   integer not null,
    href       text not null,
    rel        text,
    media_type text,
    words      text,                            -- "text" in OSCAL
    rest       json not null,
    primary key (version_id, owner, position)
);

-- From when a version counts. The newest row of a version is right; no day means that the one before was undone.
create table criteria_transition (
    id            bigint generated always as identity primary key,
    version_id    uuid not null references criteria_version,
    in_force_from date,
    decided_at    timestamp with time zone not null,
    decided_by    text not null
);
create index criteria_transition_version on criteria_transition (version_id, id desc);
