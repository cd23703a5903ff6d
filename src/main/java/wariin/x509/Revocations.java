package wariin.x509;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wariin.x509.RevocationListContent.RevokedCertificate;

/// What stands on one list, sorted by number, in 25 octets each, so that a million of them need no more than 25 MB.
public final class Revocations {
    static final int SERIAL = 20;
    private static final int BLOCK = 8192;

    /// The numbers, moments and reasons of some thousand certificates.
    private record Block(byte[] serials, int[] seconds, byte[] reasons) {
        Block() {
            this(new byte[BLOCK * SERIAL], new int[BLOCK], new byte[BLOCK]);
        }
    }

    private final List<Block> blocks = new ArrayList<>();
    private int size;

    public static Revocations of(List<RevokedCertificate> revoked) {
        var all = new Revocations();
        revoked.stream()
                .sorted((one, other) ->
                        one.serial().value().compareTo(other.serial().value()))
                .forEach(one -> all.add(one.serial(), one.at(), one.reason()));
        return all;
    }

    /// Adds the next one, whose number is higher than all before it.
    public void add(SerialNumber serial, Instant at, int reason) {
        var octets = serial.value().toByteArray();
        var fixed = new byte[SERIAL];
        System.arraycopy(octets, 0, fixed, SERIAL - octets.length, octets.length);
        add(fixed, at.getEpochSecond(), reason);
    }

    /// The same for a number that is already 20 octets wide.
    public void add(byte[] serial, long second, int reason) {
        if (serial.length != SERIAL || second < 0 || second >>> 32 != 0 || reason < 0 || reason > 10) {
            throw new IllegalArgumentException("Not an entry of a revocation list");
        }
        if (size % BLOCK == 0) blocks.add(new Block());
        var block = blocks.getLast();
        var at = size % BLOCK;
        System.arraycopy(serial, 0, block.serials, at * SERIAL, SERIAL);
        block.seconds[at] = (int) second;
        block.reasons[at] = (byte) reason;
        if (size > 0 && compareWithLast(serial) <= 0) {
            throw new IllegalArgumentException("The entries of a list are sorted, and none stands there twice");
        }
        size++;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /// The number of the entry at this place, for those who look rather than write.
    public SerialNumber serial(int place) {
        var from = place % BLOCK * SERIAL;
        return new SerialNumber(
                new BigInteger(1, Arrays.copyOfRange(blocks.get(place / BLOCK).serials, from, from + SERIAL)));
    }

    byte[] serials(int place) {
        return blocks.get(place / BLOCK).serials;
    }

    int offset(int place) {
        return place % BLOCK * SERIAL;
    }

    long second(int place) {
        return blocks.get(place / BLOCK).seconds[place % BLOCK] & 0xffffffffL;
    }

    int reason(int place) {
        return blocks.get(place / BLOCK).reasons[place % BLOCK];
    }

    private int compareWithLast(byte[] serial) {
        var from = offset(size - 1);
        return Arrays.compareUnsigned(serial, 0, SERIAL, serials(size - 1), from, from + SERIAL);
    }
}
