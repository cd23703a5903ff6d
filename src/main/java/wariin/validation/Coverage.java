package wariin.validation;

/// Which bytes of the file a signature covers: revision n of m, and whether that is all of it (ISO 32000-2, 12.8.1).
public record Coverage(boolean wholeFile, int revision, int revisions, long coveredUpTo, long fileLength) {}
