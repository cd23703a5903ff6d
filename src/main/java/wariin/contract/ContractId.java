package wariin.contract;

import java.util.UUID;

/// Names a contract; says nothing about it, and knowing it gives no access.
public record ContractId(UUID value) {

    public static ContractId of(String text) {
        return new ContractId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
