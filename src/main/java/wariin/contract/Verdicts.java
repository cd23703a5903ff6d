package wariin.contract;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import wariin.contract.ContractFiles.Content;
import wariin.identity.CurrentUser;
import wariin.validation.SignatureValidation;
import wariin.validation.Trust;
import wariin.validation.TrustAnchors;
import wariin.validation.ValidationReport;

/// What the validation says about concluded contracts; remembered for an hour, as long as the same is trusted, since
/// their bytes do not change.
@Component
public class Verdicts {

    private static final long IN_MEMORY = 32 << 20;

    private record Question(ContractId contract, Trust trust) {}

    private final ContractFiles files;
    private final SignatureValidation validation;
    private final TrustAnchors anchors;
    private final Cache<Question, ValidationReport> reports = Caffeine.newBuilder()
            .maximumSize(500)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    Verdicts(ContractFiles files, SignatureValidation validation, TrustAnchors anchors) {
        this.files = files;
        this.validation = validation;
        this.anchors = anchors;
    }

    /// Empty while the contract is not concluded.
    public Optional<ValidationReport> of(CurrentUser me, Contract contract) {
        if (contract.state() != ContractState.CONCLUDED) return Optional.empty();
        var question = new Question(contract.id(), anchors.trust());
        return files.concluded(me, contract.id())
                .map(content -> reports.get(question, _ -> validate(content, question.trust())));
    }

    /// Only a document too large for memory rests in the clear while it is validated.
    private ValidationReport validate(Content content, Trust trust) {
        try {
            if (content.length() <= IN_MEMORY) {
                try (var in = content.open()) {
                    return validation.validate(in.readAllBytes(), trust);
                }
            }
            var file = Files.createTempFile("wariin-", ".pdf");
            try (var in = content.open()) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                return validation.validate(file, trust);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
