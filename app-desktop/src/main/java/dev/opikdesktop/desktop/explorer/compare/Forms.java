package dev.opikdesktop.desktop.explorer.compare;

import dev.opikdesktop.desktop.client.Span;
import dev.opikdesktop.desktop.explorer.trace.SpanKind;
import dev.opikdesktop.desktop.explorer.trace.SpanNode;
import dev.opikdesktop.desktop.explorer.trace.SpanTree;

/**
 * What a tree's nodes look like, as numbers: two nodes of the same form have the same kind, name
 * and model, and below them the same again in the same order. Made in one pass from the leaves up.
 */
final class Forms {
  private static final long PRIME = 0x100000001b3L;
  private static final int SAME_NAME = 8;
  private static final int SAME_NAME_BUT_FOR_DIGITS = 5;
  private static final int SAME_KIND_OF_THING = 3;
  private static final int SAME_FORM = 4;
  private static final int SAME_CHILDREN = 2;

  final SpanTree tree;

  /** A node with all that is below it. */
  final long[] form;

  /** What is below a node; 0 for nothing. */
  private final long[] below;

  private final long[] name;
  private final long[] bareName;
  private final long[] model;

  Forms(SpanTree tree) {
    this.tree = tree;
    int size = tree.size();
    form = new long[size];
    below = new long[size];
    name = new long[size];
    bareName = new long[size];
    model = new long[size];
    for (int place = size - 1; place >= 0; place--) {
      SpanNode node = tree.node(place);
      Span span = node.span();
      name[place] = hash(node.name(), true);
      bareName[place] = hash(node.name(), false);
      model[place] = span == null || span.model() == null ? 0 : hash(span.model(), true);
      form[place] =
          mix(mix(mix(node.kind().ordinal() + 1, name[place]), model[place]), below[place]);
      int parent = tree.parentOf(place);
      if (parent >= 0) {
        below[parent] = mix(below[parent], form[place]);
      }
    }
  }

  /**
   * How well a node of this tree stands for one of another.
   *
   * @return 0 when it does not at all
   */
  int similarity(int place, Forms other, int otherPlace) {
    SpanKind kind = tree.node(place).kind();
    if (kind != other.tree.node(otherPlace).kind()) {
      return 0;
    }
    boolean sameBelow = below[place] == other.below[otherPlace];
    int similarity = 0;
    if (name[place] == other.name[otherPlace]) {
      similarity = SAME_NAME;
    } else if (bareName[place] == other.bareName[otherPlace]) {
      similarity = SAME_NAME_BUT_FOR_DIGITS;
    } else if (kind == SpanKind.LLM || (sameBelow && below[place] != 0)) {
      similarity = SAME_KIND_OF_THING;
    }
    if (similarity == 0) {
      return 0;
    }
    if (form[place] == other.form[otherPlace]) {
      similarity += SAME_FORM;
    } else if (sameBelow) {
      similarity += SAME_CHILDREN;
    }
    return similarity + (model[place] == other.model[otherPlace] ? 1 : 0);
  }

  private static long hash(String text, boolean digits) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (digits || c < '0' || c > '9') {
        hash = (hash ^ c) * PRIME;
      }
    }
    return hash;
  }

  /** Not the same as the other way round. */
  private static long mix(long one, long other) {
    long mixed = (one * 31 + Long.rotateLeft(other, 23)) * 0x9e3779b97f4a7c15L;
    return mixed ^ mixed >>> 29;
  }
}
