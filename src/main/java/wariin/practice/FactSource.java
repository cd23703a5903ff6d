package wariin.practice;

import java.util.Locale;
import java.util.Map;

/// A part of the facts in force, by the name under which the texts ask for it.
interface FactSource {

    Map<String, Object> facts(Locale language);
}
