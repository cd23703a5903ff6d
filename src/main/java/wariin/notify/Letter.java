package wariin.notify;

/// A message as the recipient reads it: one line of subject and plain text.
record Letter(String subject, String body) {}
