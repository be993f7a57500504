package dev.opikdesktop.desktop.explorer.trace;

/**
 * A whole trace in few pixels: a lane a row, or for some rows together.
 *
 * @param lanes kinds by lane and pixel, as {@link SpanKind#ordinal()} plus 1; 0 where nothing is
 * @param lengthMillis how long the trace was, so that a picture can be stretched when it grows
 */
record MiniMapPicture(byte[][] lanes, double lengthMillis) {
  /** Stands for a span that failed, of whatever kind. */
  static final byte FAILED = (byte) (SpanKind.values().length + 1);

  /**
   * @param width pixels for the whole length
   */
  static MiniMapPicture of(SpanTree tree, double lengthMillis, int width, int lanes) {
    byte[][] picture = new byte[Math.min(lanes, tree.size())][width];
    double scale = width / lengthMillis;
    for (int place = 0; place < tree.size(); place++) {
      SpanNode node = tree.nodes[place];
      if (node.kind() == SpanKind.ORPHANS) {
        continue;
      }
      byte[] lane = picture[(int) ((long) place * picture.length / tree.size())];
      int from = Math.clamp((int) (node.startMillis() * scale), 0, width - 1);
      int to = Math.clamp((int) Math.ceil(node.endMillis(lengthMillis) * scale), from + 1, width);
      boolean failed = node.error() != null && node.span() != null;
      byte drawn = failed ? FAILED : (byte) (node.kind().ordinal() + 1);
      for (int x = from; x < to; x++) {
        if (lane[x] != FAILED) {
          lane[x] = drawn;
        }
      }
    }
    return new MiniMapPicture(picture, lengthMillis);
  }
}
