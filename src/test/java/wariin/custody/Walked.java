package wariin.custody;

import java.util.List;
import java.util.Map;
import wariin.keys.Wrapped;
import wariin.keys.WrappedSecrets;

/// A table that is walked in batches of three, while something else happens before each.
record Walked(WrappedSecrets inner, Runnable meanwhile) implements WrappedSecrets {

    private static final int FEW = 3;

    @Override
    public String table() {
        return inner.table();
    }

    @Override
    public Map<String, Long> counts() {
        return inner.counts();
    }

    @Override
    public List<Held> under(String key, String after, int limit) {
        meanwhile.run();
        return inner.under(key, after, FEW);
    }

    @Override
    public boolean replace(Held before, Wrapped after) {
        return inner.replace(before, after);
    }
}
