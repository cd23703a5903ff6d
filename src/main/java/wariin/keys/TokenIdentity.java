package wariin.keys;

/// What is written on a token: its label, and by whom it was made (PKCS #11 V2.40, 3.2).
public record TokenIdentity(String label, String maker, String model, String serial) {

    @Override
    public String toString() {
        return "'" + label + "' (" + maker + " " + model + ", serial number " + serial + ")";
    }
}
