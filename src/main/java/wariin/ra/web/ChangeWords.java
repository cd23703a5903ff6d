package wariin.ra.web;

import java.util.Locale;
import wariin.ra.desk.Desks;

/// Which sentence tells what became of a change of a desk.
final class ChangeWords {

    private ChangeWords() {}

    static String key(Desks.Change change) {
        return change.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
