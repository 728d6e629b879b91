package io.sglflink.connectors;

/** Where replayed records go, all of them or none. */
interface ReplayOutput extends AutoCloseable {

  /** Takes everything and keeps nothing. */
  ReplayOutput NOTHING =
      new ReplayOutput() {
        @Override
        public void write(String key, byte[] value) {}

        @Override
        public void commit(Letters letters) {}

        @Override
        public void close() {}
      };

  /** Adds a record; {@code key} is its id, or null. */
  void write(String key, byte[] value);

  /** Makes all records visible, and the offsets of their letters lasting. */
  void commit(Letters letters);

  /** Forgets what was not committed. */
  @Override
  void close();
}
