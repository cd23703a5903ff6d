package wariin.keys;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says at the start, in the one sentence of {@link KeysUnusable}, why the platform does not start without its keys.
class KeysUnusableAnalyzer extends AbstractFailureAnalyzer<KeysUnusable> {

    @Override
    protected FailureAnalysis analyze(Throwable root, KeysUnusable cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
