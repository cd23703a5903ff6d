package wariin.pdf;

import wariin.pdf.PdfRefused.Reason;

/// How much work one file may cause. It counts work and not time, so a refusal does not depend on the machine.
final class Budget {

    /// More than this does no program write into one cross-reference or object stream.
    static final int STREAM_LIMIT = 32 << 20;

    private static final int VALUES = 8_000_000;
    private static final long EXPANDED = 128L << 20;
    private static final long SCANNED = 64L << 20;

    private int values = VALUES;
    private long expanded = EXPANDED;
    private long scanned = SCANNED;

    void value() throws PdfRefused {
        if (--values < 0) throw new PdfRefused(Reason.TOO_MANY_OBJECTS, "more than " + VALUES + " values");
    }

    void expanded(long bytes) throws PdfRefused {
        expanded -= bytes;
        if (expanded < 0) throw new PdfRefused(Reason.TOO_MANY_OBJECTS, "expands to more than " + EXPANDED + " bytes");
    }

    void scanned(long bytes) throws PdfRefused {
        scanned -= bytes;
        if (scanned < 0) throw new PdfRefused(Reason.DAMAGED, "too long a search for the end of streams");
    }
}
