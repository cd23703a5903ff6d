package wariin.contract;

/// Where a contract is. Only a draft changes its words; the last four are final.
public enum ContractState {
    DRAFT,
    SENT,
    CONCLUDED,
    REJECTED,
    WITHDRAWN,
    EXPIRED;

    public boolean closed() {
        return this != DRAFT && this != SENT;
    }
}
