/// The registration authority and its desks: requests, evidence, approvals by officers' own keys, standing approvals
/// (EN 319 411-1, 6.2; CA/Browser Forum S/MIME Baseline Requirements 1.3.2, 3.2 and 4.2).
///
/// From below: `refusal`, `desk`, `request` (what a request is), `evidence`, `approval`, `notice`; here the acts on a
/// request, from draft to certificate; above it `bulk`, `delivery`, `mail`, `revocation` and the pages in `web`.
@ApplicationModule(
        allowedDependencies = {
            "ca",
            "ca::application",
            "ca::authority",
            "ca::revocation",
            "company",
            "identity",
            "keys",
            "notify",
            "validation",
            "vault",
            "x509"
        })
@NullMarked
package wariin.ra;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
