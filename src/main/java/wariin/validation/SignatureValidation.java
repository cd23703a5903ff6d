package wariin.validation;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Validates signed PDFs (EN 319 102-1). It never reaches out to the network and never throws for a bad file.
///
/// Safe for many threads. A validation works in a thread of its own, so that it can be given up in time.
public class SignatureValidation {

    private static final Logger log = LoggerFactory.getLogger(SignatureValidation.class);
    private static final int HEADER_WITHIN = 1024;

    private final Clock clock;
    private final Limits limits;
    private final DssEngine engine = new DssEngine();

    SignatureValidation(Clock clock, Limits limits) {
        this.clock = clock;
        this.limits = limits;
    }

    /// A validation for tests and for the command line; the server has its own as a bean.
    public static SignatureValidation offline(Clock clock) {
        return new SignatureValidation(clock, Limits.standard());
    }

    public ValidationReport validate(Path pdf, Trust trust) {
        return inTime(() -> {
            try (var channel = FileChannel.open(pdf, StandardOpenOption.READ);
                    var arena = Arena.ofConfined()) {
                if (channel.size() > Math.min(limits.bytes(), Integer.MAX_VALUE)) {
                    return refusal(Refusal.TOO_LARGE, channel.size(), "");
                }
                var bytes =
                        channel.map(MapMode.READ_ONLY, 0, channel.size(), arena).asByteBuffer();
                return validated(bytes, new FileDocument(pdf.toFile()), trust);
            } catch (IOException e) {
                return refusal(Refusal.NOT_READABLE, 0, "");
            }
        });
    }

    public ValidationReport validate(byte[] pdf, Trust trust) {
        if (pdf.length > limits.bytes()) return refusal(Refusal.TOO_LARGE, pdf.length, "");
        return inTime(() -> validated(ByteBuffer.wrap(pdf), new InMemoryDocument(pdf), trust));
    }

    private ValidationReport inTime(Callable<ValidationReport> validation) {
        var task = new FutureTask<>(validation);
        Thread.ofPlatform().name("validation").daemon().start(task);
        try {
            return task.get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return refusal(Refusal.TOOK_TOO_LONG, 0, "");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return refusal(Refusal.TOOK_TOO_LONG, 0, "");
        } catch (ExecutionException e) {
            log.atWarn().setCause(e.getCause()).log("A file could not be validated");
            return refusal(e.getCause() instanceof OutOfMemoryError ? Refusal.TOO_LARGE : Refusal.DAMAGED, 0, "");
        }
    }

    private ValidationReport validated(ByteBuffer bytes, DSSDocument document, Trust trust) {
        var sha256 = sha256(bytes);
        if (!hasHeader(bytes)) return refusal(Refusal.NOT_A_PDF, bytes.limit(), sha256);
        var structure = structure(bytes);
        if (structure.isEncrypted()) return refusal(Refusal.ENCRYPTED, bytes.limit(), sha256);
        if (structure.signatures().size() > limits.signatures()) {
            return refusal(Refusal.TOO_MANY_SIGNATURES, bytes.limit(), sha256);
        }
        if (!structure.isBroken() && structure.signatures().isEmpty()) {
            return refusal(Refusal.NOT_SIGNED, bytes.limit(), sha256);
        }
        var outcome = outcome(document, trust, structure);
        if (outcome == null) return refusal(Refusal.DAMAGED, bytes.limit(), sha256);
        var judgement = new Judgement(bytes, structure, outcome, trust, clock.instant());
        var signatures = judgement.signatures();
        var timestamps = judgement.timestamps();
        if (signatures.isEmpty() && timestamps.isEmpty()) return refusal(Refusal.DAMAGED, bytes.limit(), sha256);
        var verdict = verdict(signatures, timestamps);
        var files = new DssReportFiles(outcome.reports());
        return new ValidationReport(
                verdict,
                null,
                clock.instant(),
                bytes.limit(),
                sha256,
                structure.revisionCount(),
                signatures,
                timestamps,
                files);
    }

    /// A time-stamp that cannot be judged takes nothing from signatures that pass without it; a broken one does.
    private static Verdict verdict(List<SignatureReport> signatures, List<TimestampReport> timestamps) {
        var verdicts = new ArrayList<Verdict>();
        signatures.forEach(signature -> verdicts.add(signature.verdict()));
        for (var timestamp : timestamps) {
            if (timestamp.verdict() == Verdict.TOTAL_FAILED || signatures.isEmpty()) verdicts.add(timestamp.verdict());
        }
        return Verdict.worst(verdicts);
    }

    private static PdfStructure structure(ByteBuffer bytes) {
        try {
            return PdfStructure.read(bytes);
        } catch (PdfBroken | IndexOutOfBoundsException | StackOverflowError e) {
            log.atInfo().addKeyValue("why", e.getMessage()).log("The structure of a PDF is broken");
            return PdfStructure.broken(bytes);
        }
    }

    private DssEngine.@Nullable Outcome outcome(DSSDocument document, Trust trust, PdfStructure structure) {
        try {
            return engine.run(document, trust, clock.instant(), structure);
        } catch (RuntimeException | StackOverflowError e) {
            log.atInfo().addKeyValue("why", e.getMessage()).log("A PDF could not be validated");
            return null;
        }
    }

    private static boolean hasHeader(ByteBuffer bytes) {
        for (var at = 0; at < Math.min(HEADER_WITHIN, bytes.limit()); at++) {
            if (new CosReader(bytes, at, bytes.limit()).looksAt("%PDF-")) return true;
        }
        return false;
    }

    private ValidationReport refusal(Refusal refusal, long length, String sha256) {
        return new ValidationReport(
                Verdict.INDETERMINATE, refusal, clock.instant(), length, sha256, 0, List.of(), List.of(), null);
    }

    private static String sha256(ByteBuffer bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.duplicate());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
