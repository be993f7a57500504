package dev.opikdesktop.storage.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every blob store must do. A subclass says how to open an empty one. */
public abstract class BlobsContract {
  private static final String TEXT = "text/plain";

  protected Blobs blobs;

  /** Opens the store; the next call finds what was stored through this one. */
  protected abstract Blobs open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    blobs = open();
  }

  @AfterEach
  void closeStore() {
    blobs.close();
  }

  @Test
  void whatWasPutIsReadBackAfterReopening() throws Exception {
    put("a/b.txt", "hello");
    blobs.close();
    blobs = open();
    assertThat(read("a/b.txt")).isEqualTo("hello");
  }

  @Test
  void aBlobTellsItsSizeTypeAndTime() {
    Instant before = Instant.now().minus(Duration.ofSeconds(2));
    BlobInfo stored = blobs.put("k", "image/png; x=\"ü\"", stream("12345"));
    assertThat(blobs.find("k")).contains(stored);
    assertThat(stored.key()).isEqualTo("k");
    assertThat(stored.size()).isEqualTo(5);
    assertThat(stored.mediaType()).isEqualTo("image/png; x=\"ü\"");
    assertThat(stored.storedAt()).isBetween(before, Instant.now().plus(Duration.ofSeconds(2)));
  }

  @Test
  void anEmptyBlobIsABlob() {
    put("empty", "");
    assertThat(blobs.find("empty").orElseThrow().size()).isZero();
    assertThat(read("empty")).isEmpty();
  }

  @Test
  void whatIsNotThereIsEmpty() {
    assertThat(blobs.find("nothing/here")).isEmpty();
    assertThat(blobs.open("nothing/here")).isEmpty();
  }

  @Test
  void aSecondPutReplacesContentAndType() {
    put("k", "a long first content");
    blobs.put("k", "application/json", stream("{}"));
    assertThat(read("k")).isEqualTo("{}");
    assertThat(blobs.find("k").orElseThrow().mediaType()).isEqualTo("application/json");
  }

  @Test
  void aReaderThatHasBegunKeepsTheContentThatItBegan() throws Exception {
    put("k", "first");
    try (BlobContent content = blobs.open("k").orElseThrow()) {
      put("k", "second");
      assertThat(content.stream().readAllBytes()).asString().isEqualTo("first");
    }
    assertThat(read("k")).isEqualTo("second");
  }

  @Test
  void aRangeIsCutOutOfTheContent() throws Exception {
    put("k", "0123456789");
    assertThat(read("k", new ByteRange(2, 3))).isEqualTo("234");
    assertThat(read("k", new ByteRange(7, 100))).isEqualTo("789");
    assertThat(read("k", new ByteRange(10, 1))).isEmpty();
    assertThat(read("k", new ByteRange(99, 1))).isEmpty();
    try (BlobContent content = blobs.open("k", new ByteRange(7, 100)).orElseThrow()) {
      assertThat(content.range()).isEqualTo(new ByteRange(7, 3));
      assertThat(content.info().size()).isEqualTo(10);
    }
  }

  @Test
  void aStreamThatFailsLeavesTheOldContent() {
    put("k", "old");
    InputStream broken =
        new SequenceInputStream(
            stream("half"),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("on purpose");
              }
            });
    assertThatThrownBy(() -> blobs.put("k", TEXT, broken))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("on purpose");
    assertThat(read("k")).isEqualTo("old");
  }

  @Test
  void contentBiggerThanMemoryStreamsThrough() throws Exception {
    long size = 1_200_000_000L;
    blobs.put("big", "application/octet-stream", new Zeros(size));
    assertThat(blobs.find("big").orElseThrow().size()).isEqualTo(size);
    assertThat(read("big", new ByteRange(size - 3, 10))).isEqualTo("\0\0\0");
    blobs.delete("big");
  }

  @Test
  void aDeletedBlobIsGoneAndDeletingItAgainIsFine() {
    put("a/k", "x");
    blobs.delete("a/k");
    blobs.delete("a/k");
    assertThat(blobs.find("a/k")).isEmpty();
  }

  @Test
  void deletingByPrefixLeavesTheOthers() {
    put("p/1/a", "x");
    put("p/1/b", "x");
    put("p/10/a", "x");
    put("p/2", "x");
    assertThat(blobs.deleteByPrefix("p/1/")).isEqualTo(2);
    assertThat(keys("")).containsExactlyInAnyOrder("p/10/a", "p/2");
    assertThat(blobs.deleteByPrefix("p/1")).isEqualTo(1);
    assertThat(keys("")).containsExactly("p/2");
    assertThat(blobs.deleteByPrefix("nothing")).isZero();
  }

  @Test
  void aPrefixMayEndInTheMiddleOfAName() {
    put("trace-1/x", "x");
    put("trace-12", "x");
    put("trace-2", "x");
    assertThat(keys("trace-1")).containsExactlyInAnyOrder("trace-1/x", "trace-12");
    assertThat(keys("trace-1/")).containsExactly("trace-1/x");
    assertThat(keys("")).hasSize(3);
  }

  @Test
  void pagesGiveEveryBlobExactlyOnce() {
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 57; i++) {
      String key = "list/%d/%s/f%d".formatted(i % 5, i % 2 == 0 ? "A" : "a/b", i);
      expected.add(key);
      put(key, "x");
    }
    put("lisp", "x");
    List<String> seen = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String cursor = null;
    do {
      BlobPage page = blobs.list("list/", cursor, 10);
      page.blobs().forEach(blob -> seen.add(blob.key()));
      sizes.add(page.blobs().size());
      cursor = page.next();
    } while (cursor != null);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(sizes).containsExactly(10, 10, 10, 10, 10, 7);
  }

  @Test
  void aPageGoesOnAfterABlobThatWasDeletedMeanwhile() {
    for (int i = 0; i < 6; i++) {
      put("k" + i, "x");
    }
    BlobPage first = blobs.list("k", null, 3);
    first.blobs().forEach(blob -> blobs.delete(blob.key()));
    assertThat(blobs.list("k", first.next(), 10).blobs()).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("strangeKeys")
  void strangeKeysAreKeysLikeAnyOther(String key) {
    put(key, "content of " + key);
    put("neighbour", "untouched");
    assertThat(read(key)).isEqualTo("content of " + key);
    assertThat(keys(key)).containsExactly(key);
    blobs.delete(key);
    assertThat(keys("")).containsExactly("neighbour");
  }

  static List<String> strangeKeys() {
    return List.of(
        "..",
        ".",
        "../../etc/passwd",
        "/etc/passwd",
        "a/../../b",
        "C:\\Windows\\x",
        "nul\0byte",
        "CON",
        "con.txt",
        "dir/lpt1/x",
        "trailing dot.",
        "trailing space ",
        "a//b",
        "a/",
        "/",
        "//",
        "~",
        "a~",
        "%",
        "%41",
        "+",
        "tab\tand\nline",
        "emoji 🐶 and ümläut",
        "x".repeat(1024),
        "ü".repeat(512),
        "a/".repeat(512),
        "opik/attachment/workspaces/0190/projects/1/traces/2/files/My File (1).PNG");
  }

  @Test
  void keysThatDifferOnlyInCaseAreTwo() {
    put("File", "1");
    put("file", "2");
    assertThat(read("File")).isEqualTo("1");
    assertThat(read("file")).isEqualTo("2");
  }

  @Test
  void aKeyMayBeThePrefixOfAnother() {
    put("a", "1");
    put("a/b", "2");
    put("a/b/c", "3");
    assertThat(keys("a")).containsExactlyInAnyOrder("a", "a/b", "a/b/c");
    assertThat(read("a")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "half \ud83d character"})
  void whatIsNoKeyIsInvalid(String key) {
    assertThatThrownBy(() -> put(key, "x"))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
  }

  @Test
  void aKeyThatIsTooLongIsInvalid() {
    assertThatThrownBy(() -> put("x".repeat(1025), "x"))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
  }

  @Test
  void writersAndDeletersOfOneFolderDoNotDisturbEachOther() throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String key = "shared/folder/k" + i;
        all.add(
            executor.submit(
                () -> {
                  for (int j = 0; j < 50; j++) {
                    put(key, "value");
                    assertThat(read(key)).isEqualTo("value");
                    blobs.delete(key);
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(keys("")).isEmpty();
  }

  private void put(String key, String content) {
    blobs.put(key, TEXT, stream(content));
  }

  private String read(String key) {
    return read(key, ByteRange.ALL);
  }

  private String read(String key, ByteRange range) {
    try (BlobContent content = blobs.open(key, range).orElseThrow()) {
      return new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> keys(String prefix) {
    return blobs.list(prefix, null, 1000).blobs().stream().map(BlobInfo::key).toList();
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Zeros that nobody holds in memory. */
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long size) {
      left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      java.util.Arrays.fill(bytes, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }
}
