package wariin.contract;

/// What became of a request about a contract. A foreign contract is as unknown as one that does not exist.
public sealed interface ContractOutcome {

    record Done(Contract contract) implements ContractOutcome {}

    record Refused(Refusal refusal) implements ContractOutcome {}

    record Unknown() implements ContractOutcome {}
}
