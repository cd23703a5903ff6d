package wariin.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import wariin.contract.Contract.Terms;
import wariin.contract.Contract.Upload;
import wariin.contract.ContractRegister.Base;
import wariin.identity.CurrentUser;
import wariin.pdf.PdfFile;
import wariin.pdf.PdfPreparation;
import wariin.pdf.PdfRefused;
import wariin.pdf.RunningDigest;
import wariin.pdf.SignatureField;
import wariin.vault.Received;
import wariin.vault.TooLarge;

/// Takes PDF files in: into the vault first, then looked at; a refused file leaves nothing behind.
@Component
class Uploads {

    /// What became of an upload.
    sealed interface Taken {
        record Kept(Contract contract, Base base, List<Received> blobs) implements Taken {}

        record Refused(Refusal refusal) implements Taken {}
    }

    private final Documents documents;
    private final Drafts.Writing writing;

    Uploads(Documents documents, Drafts.Writing writing) {
        this.documents = documents;
        this.writing = writing;
    }

    Taken take(CurrentUser me, String fileName, InputStream in) throws IOException {
        var blank = draft(me, new Upload(fileName, "", 0, List.of(), List.of(), false));
        var blobs = new ArrayList<Received>();
        try {
            blobs.add(documents.receive(blank, in, writing.limits().maxBytes()));
            var taken = blobs.getFirst().length() == 0 ? new Taken.Refused(Refusal.FILE_EMPTY) : look(blank, blobs);
            if (taken instanceof Taken.Refused) giveBack(blank, blobs);
            return taken;
        } catch (TooLarge e) {
            return new Taken.Refused(Refusal.FILE_TOO_LARGE);
        } catch (PdfRefused e) {
            giveBack(blank, blobs);
            return new Taken.Refused(refusal(e));
        } catch (RuntimeException | IOException e) {
            giveBack(blank, blobs);
            throw e;
        }
    }

    void giveBack(Taken.Kept kept) throws IOException {
        giveBack(kept.contract(), kept.blobs());
    }

    private void giveBack(Contract contract, List<Received> blobs) throws IOException {
        for (var blob : blobs) {
            documents.discard(contract, blob.hash());
        }
    }

    private Taken look(Contract blank, List<Received> blobs) throws IOException, PdfRefused {
        var received = blobs.getFirst();
        var notices = new ArrayList<String>();
        try (var document = documents.open(blank, base(received), List.of())) {
            var digest = RunningDigest.of(received.state(), received.length());
            var prepared = PdfPreparation.prepare(document, digest, List.of());
            prepared.notices().forEach(notice -> notices.add(notice.name()));
            if (prepared.repaired().isPresent()) {
                var repaired = new ByteArrayInputStream(prepared.repaired().get());
                blobs.add(documents.receive(blank, repaired, Long.MAX_VALUE));
            }
        }
        var base = blobs.getLast();
        try (var document = documents.open(blank, base(base), List.of())) {
            var file = PdfFile.open(document);
            if (file.pageCount() > writing.limits().maxPages()) return new Taken.Refused(Refusal.TOO_MANY_PAGES);
            var signed = file.signatureFields().stream().anyMatch(SignatureField::signed);
            var name = blank.upload().fileName();
            var upload = new Upload(name, received.hash().toString(), received.length(), sizes(file), notices, signed);
            documents.keep(blank.id(), 0, RunningDigest.of(base.state(), base.length()));
            return new Taken.Kept(with(blank, upload), base(base), List.copyOf(blobs));
        }
    }

    private static Base base(Received received) {
        return new Base(received.hash().toString(), received.length());
    }

    private static List<double[]> sizes(PdfFile file) {
        var sizes = new ArrayList<double[]>();
        for (var page = 0; page < file.pageCount(); page++) {
            sizes.add(new double[] {
                file.pageSize(page).width(), file.pageSize(page).height()
            });
        }
        return sizes;
    }

    private Contract draft(CurrentUser me, Upload upload) {
        var title = FileNames.title(upload.fileName());
        var user = me.user();
        var side = new Draft.Side(
                true, user.email(), user.name(), me.organisation().name(), user.locale(), null);
        return new Contract(
                new ContractId(UUID.randomUUID()),
                me.organisation().id(),
                user.id(),
                new Terms(title, null, "JPY", null, Contract.Order.SEQUENTIAL, ""),
                upload,
                ContractState.DRAFT,
                0,
                writing.clock().instant(),
                null,
                null,
                null,
                List.of(party(new PartyId(UUID.randomUUID()), 0, side)));
    }

    private static Contract with(Contract contract, Upload upload) {
        return new Contract(
                contract.id(),
                contract.organisation(),
                contract.senderId(),
                contract.terms(),
                upload,
                contract.state(),
                contract.head(),
                contract.createdAt(),
                null,
                null,
                null,
                contract.parties());
    }

    /// Names and titles go into subjects of mails and names of files: one line, nothing invisible.
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
    }

    static Party party(PartyId id, int position, Draft.Side side) {
        var organisation =
                side.organisation() == null || side.organisation().isBlank() ? null : oneLine(side.organisation());
        return new Party(
                id,
                position,
                side.sender(),
                side.email().strip(),
                oneLine(side.name()),
                organisation,
                side.language(),
                null,
                Party.State.WAITING,
                side.place(),
                null,
                null);
    }

    static Refusal refusal(PdfRefused refused) {
        return switch (refused.reason()) {
            case NOT_A_PDF -> Refusal.NOT_A_PDF;
            case ENCRYPTED -> Refusal.ENCRYPTED;
            case DAMAGED, DAMAGED_AND_SIGNED, NO_PAGES -> Refusal.DAMAGED;
            case TOO_MANY_OBJECTS -> Refusal.TOO_COMPLEX;
            case TOO_MANY_FIELDS -> Refusal.TOO_MANY_FIELDS;
            case DYNAMIC_FORM -> Refusal.DYNAMIC_FORM;
            case CHANGES_FORBIDDEN -> Refusal.CHANGES_FORBIDDEN;
            case FIELD_OUTSIDE_PAGE -> Refusal.PLACE_OUTSIDE;
            case NO_SUCH_FIELD -> throw new IllegalStateException(refused);
        };
    }
}
