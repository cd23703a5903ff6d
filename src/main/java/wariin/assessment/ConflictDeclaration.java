package wariin.assessment;

import java.time.Instant;
import wariin.identity.UserId;

/// What somebody declared about their own interests before acting in a case. A conflict, once declared, stays.
public record ConflictDeclaration(UserId user, boolean conflict, String statement, Instant at) {}
