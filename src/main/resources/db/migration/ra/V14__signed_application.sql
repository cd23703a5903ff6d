-- what a machine found in a signed application; rows from before have an officer's word only
alter table ra_evidence
    add column verdict         text,
    add column signer_subject  text,
    add column signer_issuer   text,
    add column signer_serial   text,
    add column document_sha256 text check (document_sha256 ~ '^[0-9a-f]{64}$'),
    add constraint ra_evidence_machine check (
        verdict is null
        or method = 'SIGNED_APPLICATION' and verdict = 'TOTAL_PASSED' and document_sha256 is not null
           and (signer_subject is not null or erased_at is not null));
