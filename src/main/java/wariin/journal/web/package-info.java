/// The log as the public sees it: its files for machines, one page for people.
@NullMarked
package wariin.journal.web;

import org.jspecify.annotations.NullMarked;
