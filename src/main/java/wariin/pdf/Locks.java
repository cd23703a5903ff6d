package wariin.pdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wariin.pdf.PdfValue.Dict;

/// What the signatures so far forbid for later updates: locked fields and closed documents (ISO 32000-2, 12.8.2).
final class Locks {

    private record Lock(String signature, String action, Set<String> fields) {

        boolean covers(String name) {
            var named = fields.stream().anyMatch(field -> name.equals(field) || name.startsWith(field + "."));
            return switch (action) {
                case "Include" -> named;
                case "Exclude" -> !named;
                default -> true;
            };
        }
    }

    private final List<Lock> locks = new ArrayList<>();
    private boolean closed;

    static Locks of(PdfReader reader) throws PdfRefused {
        var locks = new Locks();
        for (var field : Coverage.filled(reader)) {
            for (var item : reader.array(Coverage.valueOf(reader, field).get("Reference"))) {
                if (reader.dict(item) instanceof Dict reference) locks.add(reader, field.name(), reference);
            }
        }
        return locks;
    }

    private void add(PdfReader reader, String signature, Dict reference) throws PdfRefused {
        var method = reader.name(reference.get("TransformMethod"));
        var parameters = reader.dict(reference.get("TransformParams"));
        if (parameters == null) return;
        var known = "DocMDP".equals(method) || "FieldMDP".equals(method);
        if (known && reader.number(parameters.get("P"), 2) == 1) closed = true;
        if (!"FieldMDP".equals(method)) return;
        var fields = new HashSet<String>();
        for (var name : reader.array(parameters.get("Fields"))) {
            var bytes = reader.string(name);
            if (bytes != null) fields.add(PdfText.decode(bytes));
        }
        var action = reader.name(parameters.get("Action"));
        locks.add(new Lock(signature, action == null ? "All" : action, fields));
    }

    boolean isLocked(String field) {
        return locks.stream().anyMatch(lock -> !lock.signature.equals(field) && lock.covers(field));
    }

    /// No change at all but validation data and document time-stamps.
    boolean isClosed() {
        return closed;
    }
}
