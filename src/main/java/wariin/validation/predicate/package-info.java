/// For programs that read our trusted list with EU DSS: a jar of its own that needs nothing but that library.
///
/// See docs/dss-predicate.md.
@NullMarked
package wariin.validation.predicate;

import org.jspecify.annotations.NullMarked;
