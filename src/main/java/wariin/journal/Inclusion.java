package wariin.journal;

import wariin.merkle.InclusionProof;

/// What proves an entry to somebody who trusts only the log's public key.
///
/// @param leaf the public bytes whose hash is the entry's id
/// @param checkpoint the signed note whose root the proof leads to
public record Inclusion(EntryId id, byte[] leaf, InclusionProof proof, String checkpoint) {}
