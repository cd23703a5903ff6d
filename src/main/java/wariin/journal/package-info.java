/// The event log: every act is an entry of a Merkle tree, appended in the transaction of the act.
@ApplicationModule(allowedDependencies = {"database", "merkle", "keys", "doctor"})
@NullMarked
package wariin.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
