package dev.opikdesktop.desktop.explorer.opening;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reads files of traces for the window, which knows nothing of their forms. Every call blocks
 * and is given up by an interrupt; it fails with {@link UnreadableFileException} alone.
 */
public interface FileOpener {

  /**
   * What a file or folder is, by what is in it.
   *
   * @param path that of the whole, where a part of it was handed over
   * @param form in words: {@code OTLP JSON}
   * @param contents what it says that it holds, {@code 12 traces, 80 spans}; empty where it does
   *     not
   * @param records how many records that is; 0 where it does not say
   * @param projects the names of the projects that it tells
   */
  record Found(
      Path path, String form, long bytes, String contents, long records, List<String> projects) {
    public Found {
      projects = List.copyOf(projects);
    }

    /** The last part of its path. */
    public String name() {
      Path name = path.getFileName();
      return name == null ? path.toString() : name.toString();
    }
  }

  /**
   * What was read.
   *
   * @param contents in words: {@code 12 traces, 80 spans}
   * @param leftOut the first things that were not, each with its place and the reason
   * @param countLeftOut how many there are of them in all
   * @param end why nothing was read behind that; empty if it was read to its end
   */
  record Taken(
      String contents, List<String> projects, List<String> leftOut, long countLeftOut, String end) {
    public Taken {
      projects = List.copyOf(projects);
      leftOut = List.copyOf(leftOut);
    }

    /** Whether nothing is missing. */
    public boolean isWhole() {
      return countLeftOut == 0 && end.isEmpty();
    }
  }

  /** A file that a server shows until this is closed, which blocks as well. */
  interface Opened extends AutoCloseable {
    /** Where the server answers. */
    URI address();

    /** What it has of the file. */
    Taken taken();

    @Override
    void close();
  }

  /** Hears how it goes, on the thread that reads. */
  interface Listener {
    /** A sentence for the user. */
    void says(String sentence);

    /** How many records were read so far. */
    void reached(long records);
  }

  /** Looks at the beginning of a file, or into a folder. */
  Found recognise(Path path);

  /** Reads all of it into a server that nobody else writes to. */
  Opened open(Found file, Listener listener);

  /**
   * Reads all of it into a project of this application's own server.
   *
   * @param project the name of the project, which is made if it is missing; null for those that the
   *     file names
   */
  Taken importTo(Found file, @Nullable String project, Listener listener);
}
