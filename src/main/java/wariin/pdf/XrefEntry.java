package wariin.pdf;

/// Where an object is (ISO 32000-2, 7.5.4 and 7.5.8).
sealed interface XrefEntry {

    Free FREE = new Free();

    record Free() implements XrefEntry {}

    record InFile(long offset, int generation) implements XrefEntry {}

    record InStream(int stream, int index) implements XrefEntry {}
}
