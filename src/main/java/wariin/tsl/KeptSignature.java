package wariin.tsl;

/// The signature element of a list, as it stands in it: with it the same list is built again, byte for byte.
public record KeptSignature(String xml) {}
