-- Messages to people, written by the act that they tell of. The text goes once it is delivered: it may hold a code.
create table notify_message (
    id uuid primary key,
    recipient text not null check (recipient !~ '[[:space:]]'),
    locale text not null,
    template text not null,
    subject text not null check (subject !~ '[[:cntrl:]]'),
    body text,
    state text not null check (state in ('WAITING', 'DELIVERED', 'UNDELIVERABLE')),
    attempts int not null default 0,
    next_attempt_at timestamp with time zone not null,
    created_at timestamp with time zone not null,
    delivered_at timestamp with time zone,
    trouble text,
    check ((state = 'DELIVERED') = (delivered_at is not null)),
    check (state = 'DELIVERED' or body is not null)
);
create index notify_message_due on notify_message (next_attempt_at) where state = 'WAITING';
create index notify_message_newest on notify_message (created_at desc, id);
