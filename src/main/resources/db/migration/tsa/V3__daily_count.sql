-- How many time-stamps were issued, by day of a zone's calendar, for days that are over: they are counted once.
create table tsa_daily_count (
    zone   text not null,
    day    date not null,
    tokens bigint not null check (tokens > 0),
    primary key (zone, day)
);

-- Until when all days of a zone were counted.
create table tsa_counted (
    zone  text primary key,
    until timestamp with time zone not null
);
