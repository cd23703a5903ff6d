package wariin.bench;

/// Somebody who signs the prepared document to B-LT; what comes back is the whole signed file, or what was appended.
interface Contestant {
    Object sign() throws Exception;
}
