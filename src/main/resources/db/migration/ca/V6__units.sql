-- Generations of time-stamping units after the first: made before they serve, each in the place of the one before it.
create table ca_unit (
    name        text primary key,
    line        text not null,
    generation  integer not null check (generation > 1),
    serves_from timestamp with time zone not null,
    since       timestamp with time zone not null,
    unique (line, generation),
    check (name = line || '-' || generation::text)
);
