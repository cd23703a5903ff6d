-- Surveys: each file that was sent in is a version; at most one version of a survey is published.
create table research_survey (
    id           uuid primary key,
    slug         text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    file         text not null,
    sha256       char(64) not null,
    state        text not null check (state in ('PREVIEW', 'PUBLISHED', 'REPLACED', 'DISCARDED')),
    actor        text not null,
    received_at  timestamp with time zone not null,
    published_at timestamp with time zone,
    check (state not in ('PUBLISHED', 'REPLACED') or published_at is not null)
);
create unique index research_survey_once on research_survey (slug, sha256);
create unique index research_survey_published on research_survey (slug) where state = 'PUBLISHED';

-- The figures of a version, never changed. No share is N/A.
create table research_figure (
    survey_id   uuid not null references research_survey (id),
    position    integer not null,
    question_ja text not null,
    question_en text not null,
    answer_ja   text not null,
    answer_en   text not null,
    band_ja     text not null,
    band_en     text not null,
    year        integer,
    n           integer check (n > 0),
    share       numeric(7, 4) check (share between 0 and 100),
    exactness  text not null check (exactness in ('EXACT', 'OVER', 'ABOUT')),
    note_ja     text,
    note_en     text,
    source_ja   text,
    source_en   text,
    primary key (survey_id, position)
);
