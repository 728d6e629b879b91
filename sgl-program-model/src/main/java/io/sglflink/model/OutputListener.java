package io.sglflink.model;

/**
 * Hears an output while it is made.
 *
 * <p>Called on a thread that all listeners of the engine share, for one output in order and never
 * two at a time. It must not keep that thread: hand over and return. What it throws cancels the
 * request.
 */
public interface OutputListener {

  /** Hears nothing. */
  OutputListener NONE = text -> {};

  /**
   * More of the first sample's text. What was told is never taken back: text that may yet turn out
   * to be the begin of a stop string waits. All that was told, one behind the other, is the
   * sample's text when the request completes, and a begin of it when the request fails.
   *
   * @param text not empty, whole characters
   */
  void output(String text);
}
