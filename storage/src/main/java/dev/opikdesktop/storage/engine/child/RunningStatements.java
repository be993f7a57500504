package dev.opikdesktop.storage.engine.child;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements that run now, by the ids that their clients gave them. The library gives ids of
 * its own, so a client that kills by id has to be helped.
 */
final class RunningStatements {
  private static final Pattern KILL =
      Pattern.compile(
          "\\s*KILL\\s+QUERY\\s+WHERE\\s+query_id\\s*=\\s*'([^'\\\\]+)'.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Map<String, Runnable> kills = new ConcurrentHashMap<>();

  void add(String queryId, Runnable kill) {
    kills.put(queryId, kill);
  }

  void remove(String queryId, Runnable kill) {
    kills.remove(queryId, kill);
  }

  /** Ends the statement that the text names, if the text does so and that statement runs. */
  boolean killedBy(String text) {
    Matcher matcher = KILL.matcher(text);
    Runnable kill = matcher.matches() ? kills.get(matcher.group(1)) : null;
    if (kill == null) {
      return false;
    }
    kill.run();
    return true;
  }
}
