package wariin.keys.pkcs11;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import wariin.keys.TokenIdentity;

/// The few functions of a PKCS #11 library that the platform needs (PKCS #11 V2.40, 5), called without Java's own
/// provider: that one can neither end nor begin anew with a library, so a token that was away stays lost until a
/// restart.
///
/// Thread-safe as the library is after C_Initialize with CKF_OS_LOCKING_OK; a session belongs to one thread at a time.
final class Cryptoki {

    private static final long OS_LOCKING = 2;
    private static final long SERIAL_READ_WRITE = 4 | 2;
    private static final long USER = 1;
    private static final long TOKEN_INITIALISED = 0x400;
    private static final int TOKEN_FLAGS = 96; // after label, maker, model and number
    private static final int MOST = 1000;
    private static final int WORD = 8;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout POINTER = ValueLayout.ADDRESS;

    /// Places in CK_FUNCTION_LIST.
    private enum Call {
        INITIALIZE(0, POINTER),
        FINALIZE(1, POINTER),
        GET_SLOT_LIST(4, ValueLayout.JAVA_BYTE, POINTER, POINTER),
        GET_TOKEN_INFO(6, LONG, POINTER),
        SET_PIN(11, LONG, POINTER, LONG, POINTER, LONG),
        OPEN_SESSION(12, LONG, LONG, POINTER, POINTER, POINTER),
        CLOSE_SESSION(13, LONG),
        LOGIN(18, LONG, LONG, POINTER, LONG),
        CREATE_OBJECT(20, LONG, POINTER, LONG, POINTER),
        DESTROY_OBJECT(22, LONG, LONG),
        GET_ATTRIBUTE_VALUE(24, LONG, LONG, POINTER, LONG),
        FIND_OBJECTS_INIT(26, LONG, POINTER, LONG),
        FIND_OBJECTS(27, LONG, POINTER, LONG, POINTER),
        FIND_OBJECTS_FINAL(28, LONG),
        ENCRYPT_INIT(29, LONG, POINTER, LONG),
        ENCRYPT(30, LONG, POINTER, LONG, POINTER, POINTER),
        DECRYPT_INIT(33, LONG, POINTER, LONG),
        DECRYPT(34, LONG, POINTER, LONG, POINTER, POINTER),
        SIGN_INIT(42, LONG, POINTER, LONG),
        SIGN(43, LONG, POINTER, LONG, POINTER, POINTER),
        GENERATE_KEY(58, LONG, POINTER, POINTER, LONG, POINTER),
        GENERATE_KEY_PAIR(59, LONG, POINTER, POINTER, LONG, POINTER, LONG, POINTER, POINTER);

        private final int place;
        private final MemoryLayout[] arguments;

        Call(int place, MemoryLayout... arguments) {
            this.place = place;
            this.arguments = arguments;
        }
    }

    /// A library is one for the whole process, and so is who is logged in to its tokens.
    private static final Map<Path, Cryptoki> LOADED = new ConcurrentHashMap<>();

    /// Calls share the read lock; ending and beginning has the write lock.
    final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    private final MethodHandle[] functions = new MethodHandle[Call.values().length];
    private int generation;

    static Cryptoki of(Path library) {
        return LOADED.computeIfAbsent(library.toAbsolutePath(), Cryptoki::new);
    }

    private Cryptoki(Path library) {
        var linker = Linker.nativeLinker();
        var lookup = SymbolLookup.libraryLookup(library.toAbsolutePath(), Arena.global());
        var getList = linker.downcallHandle(
                lookup.find("C_GetFunctionList")
                        .orElseThrow(() -> new IllegalArgumentException(library + " is no PKCS #11 library")),
                FunctionDescriptor.of(LONG, POINTER));
        try (var arena = Arena.ofConfined()) {
            var place = arena.allocate(POINTER);
            CryptokiFailure.check((long) getList.invokeExact(place));
            var end = WORD + 68L * WORD;
            var list = place.get(ValueLayout.ADDRESS, 0).reinterpret(end);
            for (var call : Call.values()) {
                var address = list.get(ValueLayout.ADDRESS, WORD + (long) call.place * WORD);
                functions[call.ordinal()] = linker.downcallHandle(address, FunctionDescriptor.of(LONG, call.arguments));
            }
        } catch (RuntimeException | Error known) {
            throw known;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void initialize() {
        try (var arena = Arena.ofConfined()) {
            var arguments = arena.allocate(6 * WORD);
            arguments.set(LONG, 4 * WORD, OS_LOCKING);
            call(Call.INITIALIZE, arguments);
        } catch (CryptokiFailure already) {
            if (already.code() != CryptokiFailure.ALREADY_INITIALIZED) throw already;
        }
    }

    /// Ends everything that this process has with the library. Nothing else may be in a call.
    void finish() {
        generation++;
        try {
            call(Call.FINALIZE, MemorySegment.NULL);
        } catch (CryptokiFailure notBegun) {
            if (notBegun.code() != CryptokiFailure.NOT_INITIALIZED) throw notBegun;
        }
    }

    /// How often it has been ended: numbers of sessions and objects mean something only within one.
    int generation() {
        return generation;
    }

    /// The slots that hold a token, in the library's order.
    List<Long> slots() {
        try (var arena = Arena.ofConfined()) {
            var count = arena.allocate(LONG);
            count.set(LONG, 0, MOST);
            var slots = arena.allocate(LONG, MOST);
            call(Call.GET_SLOT_LIST, (byte) 1, slots, count);
            return longs(slots, count.get(LONG, 0));
        }
    }

    boolean isInitialised(long slot) {
        try (var arena = Arena.ofConfined()) {
            return (tokenInfo(arena, slot).get(LONG, TOKEN_FLAGS) & TOKEN_INITIALISED) != 0;
        }
    }

    /// What is written on the token in that slot (CK_TOKEN_INFO).
    TokenIdentity identity(long slot) {
        try (var arena = Arena.ofConfined()) {
            var info = tokenInfo(arena, slot);
            return new TokenIdentity(text(info, 0, 32), text(info, 32, 32), text(info, 64, 16), text(info, 80, 16));
        }
    }

    private MemorySegment tokenInfo(Arena arena, long slot) {
        var info = arena.allocate(512);
        call(Call.GET_TOKEN_INFO, slot, info);
        return info;
    }

    /// Filled with spaces to its length.
    private static String text(MemorySegment info, long from, long length) {
        var octets = info.asSlice(from, length).toArray(ValueLayout.JAVA_BYTE);
        return new String(octets, StandardCharsets.UTF_8).replace('\0', ' ').strip();
    }

    long openSession(long slot) {
        try (var arena = Arena.ofConfined()) {
            var session = arena.allocate(LONG);
            call(Call.OPEN_SESSION, slot, SERIAL_READ_WRITE, MemorySegment.NULL, MemorySegment.NULL, session);
            return session.get(LONG, 0);
        }
    }

    void closeSession(long session) {
        call(Call.CLOSE_SESSION, session);
    }

    /// For the whole process; whoever is logged in already stays so.
    void logIn(long session, byte[] pin) {
        try (var arena = Arena.ofConfined()) {
            var place = bytes(arena, pin);
            try {
                call(Call.LOGIN, session, USER, place, (long) pin.length);
            } finally {
                place.fill((byte) 0);
            }
        } catch (CryptokiFailure already) {
            if (already.code() != CryptokiFailure.USER_ALREADY_LOGGED_IN) throw already;
        }
    }

    /// Another PIN for whoever is logged in.
    void setPin(long session, byte[] old, byte[] fresh) {
        try (var arena = Arena.ofConfined()) {
            var before = bytes(arena, old);
            var after = bytes(arena, fresh);
            try {
                call(Call.SET_PIN, session, before, (long) old.length, after, (long) fresh.length);
            } finally {
                before.fill((byte) 0);
                after.fill((byte) 0);
            }
        }
    }

    List<Long> find(long session, Attribute... template) {
        try (var arena = Arena.ofConfined()) {
            call(Call.FIND_OBJECTS_INIT, session, Attribute.array(arena, template), (long) template.length);
            var found = arena.allocate(LONG, MOST);
            var count = arena.allocate(LONG);
            try {
                call(Call.FIND_OBJECTS, session, found, (long) MOST, count);
            } finally {
                call(Call.FIND_OBJECTS_FINAL, session);
            }
            return longs(found, count.get(LONG, 0));
        }
    }

    byte[] attribute(long session, long object, long type) {
        try (var arena = Arena.ofConfined()) {
            var place = arena.allocate(4096);
            var attribute = arena.allocate(3 * WORD);
            attribute.set(LONG, 0, type);
            attribute.set(ValueLayout.ADDRESS, WORD, place);
            attribute.set(LONG, 2 * WORD, place.byteSize());
            call(Call.GET_ATTRIBUTE_VALUE, session, object, attribute, 1L);
            return place.asSlice(0, attribute.get(LONG, 2 * WORD)).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /// Puts an object into the token that was not made there.
    void store(long session, Attribute... template) {
        try (var arena = Arena.ofConfined()) {
            var attributes = Attribute.array(arena, template);
            call(Call.CREATE_OBJECT, session, attributes, (long) template.length, arena.allocate(LONG));
        }
    }

    void generateKey(long session, long mechanism, Attribute... template) {
        try (var arena = Arena.ofConfined()) {
            var attributes = Attribute.array(arena, template);
            var handle = arena.allocate(LONG);
            call(
                    Call.GENERATE_KEY,
                    session,
                    mechanism(arena, mechanism, MemorySegment.NULL),
                    attributes,
                    (long) template.length,
                    handle);
        }
    }

    /// Gives the handle of the public key.
    long generateKeyPair(long session, long mechanism, Attribute[] publicKey, Attribute[] privateKey) {
        try (var arena = Arena.ofConfined()) {
            var handles = arena.allocate(LONG, 2);
            call(
                    Call.GENERATE_KEY_PAIR,
                    session,
                    mechanism(arena, mechanism, MemorySegment.NULL),
                    Attribute.array(arena, publicKey),
                    (long) publicKey.length,
                    Attribute.array(arena, privateKey),
                    (long) privateKey.length,
                    handles,
                    handles.asSlice(WORD));
            return handles.get(LONG, 0);
        }
    }

    void destroy(long session, long object) {
        call(Call.DESTROY_OBJECT, session, object);
    }

    byte[] sign(long session, long mechanism, long key, byte[] input) {
        try (var arena = Arena.ofConfined()) {
            call(Call.SIGN_INIT, session, mechanism(arena, mechanism, MemorySegment.NULL), key);
            return output(arena, Call.SIGN, session, input, 1024);
        }
    }

    byte[] encrypt(long session, long key, byte[] nonce, byte[] context, byte[] clear) {
        try (var arena = Arena.ofConfined()) {
            call(Call.ENCRYPT_INIT, session, gcm(arena, nonce, context), key);
            return output(arena, Call.ENCRYPT, session, clear, clear.length + 64);
        }
    }

    byte[] decrypt(long session, long key, byte[] nonce, byte[] context, byte[] sealed) {
        try (var arena = Arena.ofConfined()) {
            call(Call.DECRYPT_INIT, session, gcm(arena, nonce, context), key);
            return output(arena, Call.DECRYPT, session, sealed, sealed.length + 64);
        }
    }

    private byte[] output(Arena arena, Call operation, long session, byte[] input, int largest) {
        var from = bytes(arena, input);
        var to = arena.allocate(largest);
        var length = arena.allocate(LONG);
        length.set(LONG, 0, largest);
        try {
            call(operation, session, from, (long) input.length, to, length);
            return to.asSlice(0, length.get(LONG, 0)).toArray(ValueLayout.JAVA_BYTE);
        } finally {
            from.fill((byte) 0);
            to.fill((byte) 0);
        }
    }

    /// CK_GCM_PARAMS of V2.40: nonce, its length in bytes and bits, what is authenticated, and the tag's bits.
    private static MemorySegment gcm(Arena arena, byte[] nonce, byte[] context) {
        var parameters = arena.allocate(6 * WORD);
        parameters.set(ValueLayout.ADDRESS, 0, bytes(arena, nonce));
        parameters.set(LONG, WORD, nonce.length);
        parameters.set(LONG, 2 * WORD, nonce.length * 8L);
        parameters.set(ValueLayout.ADDRESS, 3 * WORD, bytes(arena, context));
        parameters.set(LONG, 4 * WORD, context.length);
        parameters.set(LONG, 5 * WORD, 128);
        return mechanism(arena, Attribute.AES_GCM, parameters);
    }

    private static MemorySegment mechanism(Arena arena, long type, MemorySegment parameters) {
        var mechanism = arena.allocate(3 * WORD);
        mechanism.set(LONG, 0, type);
        mechanism.set(ValueLayout.ADDRESS, WORD, parameters);
        mechanism.set(LONG, 2 * WORD, parameters.byteSize());
        return mechanism;
    }

    private static MemorySegment bytes(Arena arena, byte[] bytes) {
        return arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
    }

    private static List<Long> longs(MemorySegment from, long count) {
        var longs = new ArrayList<Long>();
        for (var n = 0L; n < count; n++) longs.add(from.getAtIndex(LONG, n));
        return longs;
    }

    private void call(Call call, Object... arguments) {
        long result;
        try {
            result = (long) functions[call.ordinal()].invokeWithArguments(arguments);
        } catch (RuntimeException | Error known) {
            throw known;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
        CryptokiFailure.check(result);
    }
}
