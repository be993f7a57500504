package dev.opikdesktop.desktop.explorer.snippet;

import java.net.URI;

/** The few lines of Python that bring a first trace here. */
public final class Snippet {
  private Snippet() {}

  /**
   * @param restUrl where the server answers, without the {@code /api}
   */
  public static String python(URI restUrl) {
    String base = restUrl.toString().replaceAll("/+$", "");
    return """
    # pip install opik
    import os

    os.environ["OPIK_URL_OVERRIDE"] = "%s/api"

    import opik


    @opik.track
    def answer(question: str) -> str:
        return "It works: " + question


    answer("Does anybody hear me?")
    opik.flush_tracker()
    """
        .formatted(base);
  }
}
