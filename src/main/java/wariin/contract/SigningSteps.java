package wariin.contract;

import org.springframework.stereotype.Component;

/// Called between the steps of an act. Does nothing; tests stop the act here to see what a crash leaves behind.
@Component
class SigningSteps {

    /// Where an act can die; the numbers are those of docs/flows/signing.md.
    enum Step {
        ACTIVATED_5,
        STARTED_5,
        SIGNED_6,
        STAMPED_7,
        COMPLETED_8,
        STORED_8,
        CONSUMED_9,
        ADVANCED_9,
        COMMITTED_9
    }

    void reached(Step step) {}
}
