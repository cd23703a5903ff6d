package wariin.keys;

import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/// A rotation put together by hand, over a module or over tables that misbehave.
public final class RotationOf {

    private RotationOf() {}

    public static KeyRotation these(
            CryptographicModule module, List<WrappedSecrets> tables, TransactionTemplate transaction) {
        return new KeyRotation(module, tables, transaction);
    }
}
