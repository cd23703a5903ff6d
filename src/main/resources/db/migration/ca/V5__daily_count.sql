-- How many certificates others were given, by day of a zone's calendar, for days that are over: they are counted once.
create table ca_daily_count (
    zone         text not null,
    day          date not null,
    certificates bigint not null check (certificates > 0),
    primary key (zone, day)
);

-- Until when all days of a zone were counted.
create table ca_counted (
    zone  text primary key,
    until timestamp with time zone not null
);
