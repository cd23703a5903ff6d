package wariin.x509;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a linter found so far.
final class Findings {
    private final List<String> found = new ArrayList<>(0);

    void require(boolean holds, Finding otherwise) {
        if (!holds) found.add(otherwise.text());
    }

    void require(boolean holds, Finding otherwise, @Nullable String where) {
        if (!holds) found.add(where == null ? otherwise.text() : otherwise.text(where));
    }

    void add(Finding finding) {
        found.add(finding.text());
    }

    void add(Finding finding, String where) {
        found.add(finding.text(where));
    }

    void addText(String finding) {
        found.add(finding);
    }

    int count() {
        return found.size();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<String> all() {
        return List.copyOf(found);
    }
}
