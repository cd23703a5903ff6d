/// Pages and JSON of accounts, log-in and organisations.
@NullMarked
package wariin.identity.web;

import org.jspecify.annotations.NullMarked;
