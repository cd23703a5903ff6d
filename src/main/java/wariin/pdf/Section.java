package wariin.pdf;

import wariin.pdf.PdfValue.Dict;

/// A cross-reference section with its trailer and the place that `startxref` or `/Prev` gave for it.
record Section(XrefSection xref, Dict trailer, long position, boolean stream) {}
