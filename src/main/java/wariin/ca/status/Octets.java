package wariin.ca.status;

import java.util.Arrays;

/// Octets that are compared by what they are, for use as a key. They are never changed.
record Octets(byte[] value) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets(var others) && Arrays.equals(value, others);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }
}
