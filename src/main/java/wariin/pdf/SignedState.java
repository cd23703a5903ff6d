package wariin.pdf;

import java.util.List;
import wariin.pdf.PdfRefused.Reason;
import wariin.pdf.PdfValue.Dict;

/// What earlier signatures in a file allow (ISO 32000-2, 12.8.2): certification and locks.
final class SignedState {

    private final PdfReader reader;
    private final List<FormField> fields;

    SignedState(PdfReader reader, List<FormField> fields) {
        this.reader = reader;
        this.fields = fields;
    }

    boolean isSigned() throws PdfRefused {
        for (var field : fields) {
            if (field.isSignature()
                    && reader.dict(field.value()) instanceof Dict value
                    && value.get("Contents") != null) {
                return true;
            }
        }
        return false;
    }

    boolean isCertified() throws PdfRefused {
        var permissions = reader.dict(reader.catalog().get("Perms"));
        return permissions != null && reader.dict(permissions.get("DocMDP")) != null;
    }

    /// Refuses where a certification or a lock of one of the signatures would call new fields a modification.
    void requireChangesAllowed() throws PdfRefused {
        for (var field : fields) {
            if (!field.isSignature() || !(reader.dict(field.value()) instanceof Dict value)) continue;
            for (var item : reader.array(value.get("Reference"))) {
                if (reader.dict(item) instanceof Dict reference && forbids(reference)) {
                    throw new PdfRefused(
                            Reason.CHANGES_FORBIDDEN, "signature " + field.name() + " allows no new field");
                }
            }
        }
    }

    /// A certification below P 3 allows no new annotation, and a visible field is one (ISO 32000-2, table 257);
    /// a lock of all fields but some locks the new ones too.
    private boolean forbids(Dict reference) throws PdfRefused {
        var method = reader.name(reference.get("TransformMethod"));
        var parameters = reader.dict(reference.get("TransformParams"));
        if ("DocMDP".equals(method)) return parameters == null || reader.number(parameters.get("P"), 2) < 3;
        if (!"FieldMDP".equals(method) || parameters == null) return false;
        var action = reader.name(parameters.get("Action"));
        return "All".equals(action) || "Exclude".equals(action) || reader.number(parameters.get("P"), 3) == 1;
    }
}
