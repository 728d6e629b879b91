package io.sglflink.constraint.schema;

import io.sglflink.constraint.text.TextSets;
import io.sglflink.constraint.value.TextSet;

/** Strings. */
final class TextCandidate extends Candidate {

  private TextSet texts = TextSets.ALL;

  TextSet texts() {
    return texts;
  }

  boolean in(TextSet set) {
    TextSet both = texts.and(set);
    if (both.equals(texts)) {
      return true;
    }
    texts = both;
    return changed(!both.isEmpty());
  }

  @Override
  TextCandidate copy() {
    TextCandidate copy = new TextCandidate();
    copy.texts = texts;
    return copy;
  }
}
