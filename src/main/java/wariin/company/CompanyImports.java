package wariin.company;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import wariin.company.CompanyImport.State;

/// Takes in files of the tax agency in three steps: receive and read, show what would change, apply or cancel.
@Service
public class CompanyImports {

    private static final int LONGEST_NAME = 200;

    private final CompanyImportRegister imports;
    private final ImportWork work;
    private final Clock clock;
    private final Executor executor;

    CompanyImports(
            CompanyImportRegister imports,
            ImportWork work,
            Clock clock,
            @Qualifier("applicationTaskExecutor") Executor executor) {
        this.imports = imports;
        this.work = work;
        this.clock = clock;
        this.executor = executor;
    }

    /// Keeps a file and begins to read it; what it would change is known when its state is `READY`.
    public ImportOutcome receive(String name, InputStream content, String actor) {
        var file = keep(content);
        var outcome = begin(name, file, actor);
        if (outcome instanceof ImportOutcome.Accepted(var begun)) {
            executor.execute(() -> work.read(begun, file.path()));
        }
        return outcome;
    }

    /// Takes in a whole file at once, for programs; the outcome's record says what became of it.
    public ImportOutcome importFile(String name, InputStream content, String actor) {
        var file = keep(content);
        var outcome = begin(name, file, actor);
        if (!(outcome instanceof ImportOutcome.Accepted(var begun))) return outcome;
        work.read(begun, file.path());
        if (imports.move(begun.id(), State.READY, State.APPLYING, null)) work.apply(begun.id(), actor);
        return new ImportOutcome.Accepted(imports.find(begun.id()).orElseThrow());
    }

    /// Begins to do what the file was seen to change.
    public ImportOutcome apply(UUID id, String actor) {
        if (!imports.move(id, State.READY, State.APPLYING, null)) return new ImportOutcome.NotWaiting();
        executor.execute(() -> work.apply(id, actor));
        return new ImportOutcome.Accepted(imports.find(id).orElseThrow());
    }

    /// Puts a read file away; nothing of it was taken.
    public ImportOutcome cancel(UUID id) {
        if (!imports.move(id, State.READY, State.CANCELLED, clock.instant())) return new ImportOutcome.NotWaiting();
        return new ImportOutcome.Accepted(imports.find(id).orElseThrow());
    }

    public Optional<CompanyImport> find(UUID id) {
        return imports.find(id);
    }

    /// The files that were sent in, newest first.
    public List<CompanyImport> newest(int limit) {
        return imports.newest(limit);
    }

    /// The first of the rows that were not taken; ten thousand are kept.
    public List<RowFault> faults(UUID id, int limit) {
        return imports.rejections(id, Math.min(limit, FileReading.FAULTS_KEPT));
    }

    /// How much of the file that is being read was read, 0 to 1.
    public double progress() {
        return work.progress();
    }

    @EventListener(ApplicationStartedEvent.class)
    void endWhatAStopLeftBehind() {
        imports.endUnfinished(clock.instant());
    }

    private record Kept(Path path, String sha256) {}

    private Kept keep(InputStream content) {
        try {
            var path = Files.createTempFile("wariin-companies-", ".upload");
            try (var hashed = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"));
                    var file = Files.newOutputStream(path)) {
                hashed.transferTo(file);
                return new Kept(
                        path, HexFormat.of().formatHex(hashed.getMessageDigest().digest()));
            } catch (IOException | NoSuchAlgorithmException broken) {
                Files.deleteIfExists(path);
                throw broken;
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    private ImportOutcome begin(String name, Kept file, String actor) {
        var known = imports.applied(file.sha256());
        if (known.isPresent()) {
            work.discard(file.path());
            return new ImportOutcome.AlreadyApplied(known.get());
        }
        var id = UUID.randomUUID();
        var shown = name.isBlank() ? "?" : name.substring(Math.max(0, name.length() - LONGEST_NAME));
        var difference = shown.toLowerCase(Locale.ROOT).contains("diff");
        if (!imports.begin(id, file.sha256(), shown, difference, actor, clock.instant())) {
            work.discard(file.path());
            return new ImportOutcome.Busy();
        }
        return new ImportOutcome.Accepted(imports.find(id).orElseThrow());
    }
}
