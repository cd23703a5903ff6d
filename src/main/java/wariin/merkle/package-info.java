/// Hash trees: RFC 6962 hashing and proofs, log tiles and checkpoints (C2SP tlog-tiles, tlog-checkpoint, signed-note).
///
/// Pure: no Spring, no SQL, no clock, no private key.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package wariin.merkle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
