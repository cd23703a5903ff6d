/// What a request says and which acts its state, the person and the desk allow: values and one table, no framework.
@NamedInterface("request")
@NullMarked
package wariin.ra.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
