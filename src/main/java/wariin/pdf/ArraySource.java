package wariin.pdf;

/// Bytes in memory.
record ArraySource(byte[] bytes) implements ByteSource {

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public void read(long position, byte[] into, int offset, int count) {
        System.arraycopy(bytes, Math.toIntExact(position), into, offset, count);
    }
}
