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
            if (field.isSignature() && reader.dict(field.value()) instanceof Dict value && value.get("Contents") != null) {
                return true;
            }
        }
        return false;
    }

    boolean isCertified() throws PdfRefused {
        var permissions = reader.dict(reader.catalog().get("Perms"));
        return permissions != null && reader.dict(permissions.get("DocMDP")) != null;
    }

    /// Refuses where a certification or a lock of one of the signatures allows no change at all.
    void requireChangesAllowed() throws PdfRefused {
        for (var field : fields) {
            if (!field.isSignature() || !(reader.dict(field.value()) instanceof Dict value)) continue;
            for (var item : reader.array(value.get("Reference"))) {
                if (reader.dict(item) instanceof Dict reference && forbids(reference)) {
                    throw new PdfRefused(Reason.CHANGES_FORBIDDEN, "signature " + field.name() + " allows no change");
                }
            }
        }
    }

    private boolean forbids(Dict reference) throws PdfRefused {
        var method = reader.name(reference.get("TransformMethod"));
        if (!"DocMDP".equals(method) && !"FieldMDP".equals(method)) return false;
        var parameters = reader.dict(reference.get("TransformParams"));
        return parameters != null && reader.number(parameters.get("P"), 2) == 1;
    }
}
