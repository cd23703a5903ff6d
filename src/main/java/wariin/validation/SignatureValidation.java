package wariin.validation;

import java.nio.file.Path;
import java.time.Clock;

/// Validates signed PDFs. It never reaches out to the network and never throws for a bad file.
public class SignatureValidation {

    private final Clock clock;

    SignatureValidation(Clock clock) {
        this.clock = clock;
    }

    /// A validation for tests and for the command line; the server has its own as a bean.
    public static SignatureValidation offline(Clock clock) {
        return new SignatureValidation(clock);
    }

    public ValidationReport validate(Path pdf, Trust trust) {
        throw new UnsupportedOperationException("In the making: " + clock);
    }

    public ValidationReport validate(byte[] pdf, Trust trust) {
        throw new UnsupportedOperationException("In the making: " + clock);
    }
}
