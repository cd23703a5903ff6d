package wariin.contract;

/// What became of the wish to sign.
public sealed interface PreparationOutcome {

    record Prompted(Prompt prompt) implements PreparationOutcome {}

    record Refused(Refusal refusal) implements PreparationOutcome {}

    record Unknown() implements PreparationOutcome {}
}
