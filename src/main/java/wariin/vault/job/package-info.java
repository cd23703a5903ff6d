/// What the vault does by itself.
@NullMarked
package wariin.vault.job;

import org.jspecify.annotations.NullMarked;
