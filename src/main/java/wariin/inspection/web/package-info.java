/// Machine checks on the Web: the living assessment of this platform for everybody, the schedule for the operator.
@NullMarked
package wariin.inspection.web;

import org.jspecify.annotations.NullMarked;
