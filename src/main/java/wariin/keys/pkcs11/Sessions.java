package wariin.keys.pkcs11;

/// A token that is logged in to, as those see it who use keys in it.
interface Sessions {

    /// What is done with the token by one session.
    @FunctionalInterface
    interface Work<T> {
        T with(long session);
    }

    Cryptoki library();

    <T> T use(Work<T> work);

    /// Makes a key: the same, but a token without room is told apart.
    <T> T make(Work<T> work);

    /// A private key by its label.
    long privateKey(long session, String label);
}
