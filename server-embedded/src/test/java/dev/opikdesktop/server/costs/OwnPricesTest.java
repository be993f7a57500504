package dev.opikdesktop.server.costs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnPricesTest {
  private static final String HEADER =
      "model\tprovider\tmode\tinput_cost_per_token\toutput_cost_per_token\n";

  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();

  @Test
  void aRowOfTheUsersFileWinsOverTheListAndTheOthersStay() throws IOException {
    write("# mine\n" + HEADER + "gpt-4o\topenai\tchat\t1\t2\n");

    assertThat(cost("openai", "gpt-4o")).hasValue("30");
    assertThat(cost("openai", "gpt-4o-mini")).hasValue("0.0000075");
    assertThat(warnings).isEmpty();
  }

  @Test
  void aModelThatTheListDoesNotKnowGetsAPrice() throws IOException {
    write(HEADER + "qwen3:8b\tollama\tchat\t0.5\t\n" + "our-model\tgemini\t\t1\t1\n");

    assertThat(cost("ollama", "qwen3:8b")).hasValue("5");
    assertThat(cost("google_ai", "our-model")).hasValue("20");
    assertThat(cost("gemini", "models/our-model")).hasValue("20");
  }

  @Test
  void aPriceOfZeroMakesAModelFree() throws IOException {
    write(HEADER + "gpt-4o\topenai\tchat\t0\t0\n");

    assertThat(cost("openai", "gpt-4o")).isEmpty();
  }

  @Test
  void theColumnsMayStandInAnyOrderAndTiersMayBeOther() throws IOException {
    write(
        "provider\tinput_cost_per_token_above_1k_tokens\tinput_cost_per_token\tmodel\r\n"
            + "openai\t3\t1\tgpt-4o\r\n");

    assertThat(cost("openai", "gpt-4o", Map.of("prompt_tokens", 1_000))).hasValue("1000");
    assertThat(cost("openai", "gpt-4o", Map.of("prompt_tokens", 1_001))).hasValue("3003");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gpt-4o,openai,chat,cheap,2     | 'cheap' is no price (column input_cost_per_token)",
        "gpt-4o,openai,chat,1,-2        | '-2' is no price (column output_cost_per_token)",
        "gpt-4o,openai,chat,1e-999999,2 | '1e-999999' is no price (column input_cost_per_token)",
        ",openai,chat,1,2               | the column 'model' is empty",
        "gpt-4o                         | the column 'provider' is empty",
        "gpt-4o,openai,chat,1,2,3       | it has 6 cells for 5 columns"
      })
  void aBrokenLineIsNamedAndTheListPriceStays(String line, String fault) throws IOException {
    write("# mine\n\n" + HEADER + line.replace(',', '\t') + "\nmine\topenai\tchat\t1\t2\n");

    assertThat(cost("openai", "gpt-4o")).hasValue("0.000125");
    assertThat(cost("openai", "mine")).hasValue("30");
    assertThat(warnings)
        .containsExactly(
            "%s, line 4: %s; the line is left out, the list price stays"
                .formatted(folder.resolve("model-prices.tsv"), fault));
  }

  @Test
  void aColumnThatIsNotKnownIsNamed() throws IOException {
    write("model\tprovider\tinput_cost_per_tokn\ngpt-4o\topenai\t1\n");

    assertThat(cost("openai", "gpt-4o")).isEmpty();
    assertThat(warnings).hasSize(1).first().asString().contains("line 1", "input_cost_per_tokn");
  }

  @Test
  void aFileWithoutColumnNamesIsLeftOut() throws IOException {
    write("gpt-4o\topenai\tchat\t1\t2\ngpt-4o-mini\topenai\tchat\t1\t2\n");

    assertThat(cost("openai", "gpt-4o-mini")).hasValue("0.0000075");
    assertThat(warnings).hasSize(1).first().asString().contains("line 1", "left out");
  }

  @Test
  void aFileThatCannotBeReadIsSaidAndHarmsNothing() throws IOException {
    Files.createDirectory(folder.resolve("model-prices.tsv"));

    assertThat(cost("openai", "gpt-4o")).hasValue("0.000125");
    assertThat(warnings).hasSize(1).first().asString().contains("cannot be read");
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("model-prices.tsv"), text);
  }

  private Optional<String> cost(String provider, String model) {
    return cost(provider, model, Map.of("prompt_tokens", 10, "completion_tokens", 10));
  }

  private Optional<String> cost(String provider, String model, Map<String, Integer> usage) {
    warnings.clear();
    PriceTable table =
        PriceTable.bundledBelow(OwnPrices.in(folder.resolve(OwnPrices.FILE_NAME), warnings::add));
    return new CostCalculator(table)
        .estimate(provider, model, usage, null)
        .map(dollars -> dollars.stripTrailingZeros().toPlainString());
  }
}
