package wariin.ra.request;

import java.util.UUID;

/// Names a request for a certificate; says nothing about it, and knowing it gives no access.
public record RequestId(UUID value) {

    public static RequestId of(String text) {
        return new RequestId(UUID.fromString(text));
    }

    public static RequestId random() {
        return new RequestId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
