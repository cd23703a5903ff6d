/// Validation of signed PDFs after EN 319 102-1 and EN 319 142-1, offline, against own trust anchors only.
///
/// EU DSS lives here and nowhere else. Other modules, and their tests, ask {@link
/// wariin.validation.SignatureValidation}: ```java var report = SignatureValidation.offline(clock).validate(pdf,
/// Trust.in(root)); assertThat(report.verdict()).isEqualTo(Verdict.TOTAL_PASSED);
/// assertThat(report.signatures()).extracting(SignatureReport::level).containsOnly(Level.B_LTA); ```
@ApplicationModule(allowedDependencies = {"company", "pdf", "ca", "ca::authority", "identity"})
@NullMarked
package wariin.validation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
