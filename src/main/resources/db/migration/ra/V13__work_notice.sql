-- What officers are to be told of, one row for each officer; a mail counts what of it still waits and names nobody.
create table ra_work_notice (
    desk_id    uuid        not null references ra_desk,
    user_id    uuid        not null,
    kind       text        not null check (kind in ('EVIDENCE', 'APPROVAL', 'REVOCATION', 'SCOPE')),
    -- the same thing is told once
    subject    text        not null check (length(subject) between 1 and 400),
    request_id uuid        references ra_request,
    noted_at   timestamptz not null,
    told_at    timestamptz,
    primary key (user_id, desk_id, kind, subject)
);
create index ra_work_notice_waiting on ra_work_notice (desk_id, user_id) where told_at is null;
create index ra_work_notice_request on ra_work_notice (request_id) where request_id is not null;

-- who wants such mails (everybody who does not say otherwise), and when the last one left
create table ra_work_digest (
    desk_id uuid    not null references ra_desk,
    user_id uuid    not null,
    wanted  boolean not null,
    sent_at timestamptz,
    primary key (desk_id, user_id)
);
