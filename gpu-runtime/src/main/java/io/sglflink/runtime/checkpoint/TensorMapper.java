package io.sglflink.runtime.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Maps a tensor's bytes from its file, in pieces because a buffer addresses at most 2 GiB. */
final class TensorMapper {

  /** A multiple of every element size, so that pieces split between elements. */
  static final long PIECE_BYTES = 1L << 30;

  private TensorMapper() {}

  static List<ByteBuffer> map(TensorEntry entry, long pieceBytes) {
    List<ByteBuffer> pieces = new ArrayList<>();
    // A mapping outlives its channel.
    try (FileChannel channel = FileChannel.open(entry.file(), StandardOpenOption.READ)) {
      long end = entry.offset() + entry.bytes();
      if (end > channel.size()) {
        throw new CheckpointException(
            "%s shrank to %,d bytes while it was open, and tensor %s ends at byte %,d: restore it"
                .formatted(entry.file(), channel.size(), entry.name(), end));
      }
      for (long at = entry.offset(); at < end; at += pieceBytes) {
        long length = Math.min(pieceBytes, end - at);
        pieces.add(channel.map(MapMode.READ_ONLY, at, length).order(ByteOrder.LITTLE_ENDIAN));
      }
    } catch (IOException e) {
      throw new CheckpointException(
          "%s cannot be mapped for tensor %s: %s"
              .formatted(entry.file(), entry.name(), e.getMessage()),
          e);
    }
    return pieces;
  }
}
