package wariin.keys.pkcs11;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// One attribute of an object in a token, and the numbers of those that are used (PKCS #11 V2.40, A).
record Attribute(long type, byte[] value) {

    static final long LABEL = 0x03;
    static final long VALUE = 0x11;
    static final long IS_SENSITIVE = 0x103;
    static final long IS_EXTRACTABLE = 0x162;
    static final long IS_LOCAL = 0x163;
    static final long NEVER_EXTRACTABLE = 0x164;
    static final long EC_PARAMS = 0x180;
    static final long EC_POINT = 0x181;
    static final long MODULUS = 0x120;
    static final long PUBLIC_EXPONENT = 0x122;

    static final long RSA_KEY_PAIR_GEN = 0x00;
    static final long SHA256_RSA_PKCS = 0x40;
    static final long EC_KEY_PAIR_GEN = 0x1040;
    static final long ECDSA = 0x1041;
    static final long AES_KEY_GEN = 0x1080;
    static final long AES_GCM = 0x1087;

    static final Attribute DATA = number(0x00, 0);
    static final Attribute PUBLIC_KEYS = number(0x00, 2);
    static final Attribute PRIVATE_KEYS = number(0x00, 3);
    static final Attribute SECRET_KEYS = number(0x00, 4);
    static final Attribute IN_TOKEN = flag(0x01, true);
    static final Attribute PRIVATE = flag(0x02, true);
    static final Attribute NOT_PRIVATE = flag(0x02, false);
    static final Attribute SENSITIVE = flag(0x103, true);
    static final Attribute ENCRYPTS = flag(0x104, true);
    static final Attribute DECRYPTS = flag(0x105, true);
    static final Attribute SIGNS = flag(0x108, true);
    static final Attribute VERIFIES = flag(0x10a, true);
    static final Attribute NOT_EXTRACTABLE = flag(0x162, false);
    static final Attribute NOT_MODIFIABLE = flag(0x170, false);

    static Attribute label(String label) {
        return new Attribute(LABEL, label.getBytes(StandardCharsets.UTF_8));
    }

    /// The program that put a data object there.
    static Attribute application(String name) {
        return new Attribute(0x10, name.getBytes(StandardCharsets.UTF_8));
    }

    static Attribute value(String value) {
        return new Attribute(VALUE, value.getBytes(StandardCharsets.UTF_8));
    }

    /// The same for both halves of a pair, as other programs expect.
    static Attribute identifier(String label) {
        return new Attribute(0x102, label.getBytes(StandardCharsets.UTF_8));
    }

    static Attribute valueLength(int bytes) {
        return number(0x161, bytes);
    }

    static Attribute modulusBits(int bits) {
        return number(0x121, bits);
    }

    static MemorySegment array(Arena arena, Attribute... attributes) {
        var array = arena.allocate(24L * attributes.length, 8);
        for (var n = 0; n < attributes.length; n++) {
            array.set(ValueLayout.JAVA_LONG, 24L * n, attributes[n].type);
            array.set(ValueLayout.ADDRESS, 24L * n + 8, arena.allocateFrom(ValueLayout.JAVA_BYTE, attributes[n].value));
            array.set(ValueLayout.JAVA_LONG, 24L * n + 16, attributes[n].value.length);
        }
        return array;
    }

    private static Attribute number(long type, long value) {
        return new Attribute(
                type,
                ByteBuffer.allocate(8)
                        .order(ByteOrder.nativeOrder())
                        .putLong(value)
                        .array());
    }

    private static Attribute flag(long type, boolean value) {
        return new Attribute(type, new byte[] {(byte) (value ? 1 : 0)});
    }
}
