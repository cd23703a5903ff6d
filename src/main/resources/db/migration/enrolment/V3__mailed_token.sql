-- A reply may name nothing but its subject: then the token in it leads to the challenge (RFC 8823, 3.2).
create unique index enrolment_acme_challenge_mailed on enrolment_acme_challenge (mailed_token)
 where mailed_token is not null;
