package dev.opikdesktop.desktop.explorer.snippet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.Access;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnippetTest {
  private static final URI ADDRESS = URI.create("http://localhost:5173/");
  private static final Access SERVER = Access.to(ADDRESS);

  @ParameterizedTest
  @EnumSource(Snippet.class)
  void namesTheServerAndTheProject(Snippet snippet) {
    String program = snippet.program(SERVER, "shop");

    assertThat(program)
        .contains("\"http://localhost:5173/api")
        .contains("\"shop\"")
        .doesNotContain("{{");
  }

  @ParameterizedTest
  @EnumSource(Snippet.class)
  void aNameCannotEndItsQuotes(Snippet snippet) {
    assertThat(snippet.program(SERVER, "a\"b\\c\nd")).contains("\"a\\\"b\\\\c d\"");
  }

  @ParameterizedTest
  @EnumSource(Snippet.class)
  void withoutAProjectItIsTheDefaultOne(Snippet snippet) {
    assertThat(snippet.program(SERVER, "")).contains("\"Default Project\"");
  }

  @ParameterizedTest
  @EnumSource(Snippet.class)
  void workspaceAndKeyAreThereWhereTheyAreNeeded(Snippet snippet) {
    Access team = new Access(ADDRESS, "team", "s\"ecret", false);

    assertThat(snippet.program(team, "shop"))
        .contains("\"team\"")
        .contains("\"s\\\"ecret\"")
        .doesNotContain("{{");
    assertThat(snippet.program(SERVER, "shop"))
        .doesNotContainIgnoringCase("workspace")
        .doesNotContainIgnoringCase("authorization")
        .doesNotContainIgnoringCase("key\"");
  }
}
