package io.sglflink.record;

import java.io.Serializable;

/** Where published programs come from. Travels with the job graph; every decoding task opens it. */
public interface ProgramFeed extends Serializable {

  /**
   * Looks whether programs can be read now.
   *
   * @throws RuntimeException when they cannot; the message names the place and the way out
   */
  void check();

  /**
   * Starts to read: first all programs that there are, then what is published. What is closed tells
   * its listener no more.
   */
  Subscription open(Listener listener);

  /** A feed that is open. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** Told about programs, in order, on a thread of the feed's: it must not block it. */
  interface Listener {

    void message(ProgramMessage message);

    /** All programs that there were at the start have been told. Comes once. */
    void caughtUp();

    /** Nothing more comes. */
    void failed(Exception failure);
  }
}
