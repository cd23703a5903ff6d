package wariin.contract;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/// Steps at which a test can let an act die.
@Primary
@TestComponent
class BreakableSteps extends SigningSteps {

    /// Ends an act as a crash does: nothing of ours catches it, so nothing is cleaned up.
    static final class Crash extends Error {
        Crash(Step step) {
            super("crashed at " + step);
        }
    }

    private final AtomicReference<Consumer<Step>> trouble = new AtomicReference<>(_ -> {});

    /// What happens at each step from now on.
    void trouble(Consumer<Step> what) {
        trouble.set(what);
    }

    void mend() {
        trouble.set(_ -> {});
    }

    @Override
    void reached(Step step) {
        trouble.get().accept(step);
    }
}
