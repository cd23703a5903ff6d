package wariin.pdf;

import wariin.pdf.PdfRefused.Reason;

/// The door of the room: what a hostile file provokes inside leaves as a refusal and never as another exception.
/// Failures of the source itself (disk, vault) pass as they are.
final class Guard {

    interface Work<T> {
        T call() throws PdfRefused;
    }

    private Guard() {}

    static <T> T call(Work<T> work) throws PdfRefused {
        try {
            return work.call();
        } catch (IndexOutOfBoundsException | ArithmeticException | NegativeArraySizeException | ClassCastException e) {
            throw new PdfRefused(Reason.DAMAGED, "unreadable structure", e);
        } catch (StackOverflowError e) {
            throw new PdfRefused(Reason.TOO_MANY_OBJECTS, "nested too deep", e);
        }
    }
}
