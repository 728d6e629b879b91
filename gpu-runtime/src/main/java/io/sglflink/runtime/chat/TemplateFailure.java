package io.sglflink.runtime.chat;

/** A template does not render; the message is the template's own words, or jinjava's. */
final class TemplateFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  TemplateFailure(String message) {
    super(message, null, false, false);
  }
}
