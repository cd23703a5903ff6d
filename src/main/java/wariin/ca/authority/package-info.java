/// What an authority, a time-stamping unit and an assurance level are, and the settings: values.
@NamedInterface("authority")
@NullMarked
package wariin.ca.authority;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
