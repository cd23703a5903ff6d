-- Seals that were made or uploaded. A removed one stays, so that its removal can be taken back.
create table seal_seal (
    id              uuid primary key,
    organisation_id uuid not null,
    owner_id        uuid,
    name            text not null check (char_length(name) between 1 and 80),
    kind            text not null
                    check (kind in ('company-square', 'representative-round', 'personal', 'dated', 'picture')),
    first_text      text,
    second_text     text,
    picture_sha256  text check (picture_sha256 ~ '^[0-9a-f]{64}$'),
    millimetres     numeric(4, 1) check (millimetres between 5 and 60),
    made_at         timestamp with time zone not null,
    made_by         uuid not null,
    removed_at      timestamp with time zone,
    check ((kind = 'picture') = (picture_sha256 is not null)),
    check ((kind = 'picture') = (millimetres is not null)),
    check ((kind = 'picture') = (first_text is null)),
    check ((kind in ('representative-round', 'dated')) = (second_text is not null)),
    check (kind not in ('personal', 'dated') or owner_id is not null),
    check (kind not in ('company-square', 'representative-round') or owner_id is null)
);

create index seal_seal_organisation on seal_seal (organisation_id, made_at);
