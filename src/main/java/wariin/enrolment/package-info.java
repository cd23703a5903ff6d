/// How programs get certificates without a clerk: ACME (RFC 8555, 8823, 9773), EST (RFC 7030), CMP (RFC 9483) and the
/// platform's own interface, each under a desk's standing approval.
@ApplicationModule(
        allowedDependencies = {
            "ca",
            "ca::revocation",
            "company",
            "identity",
            "keys",
            "notify",
            "ra",
            "ra::approval",
            "ra::desk",
            "ra::refusal",
            "ra::request",
            "x509"
        })
@NullMarked
package wariin.enrolment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
