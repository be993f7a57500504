package dev.opikdesktop.server.costs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The prices that count: the list that comes with the program and, before it, the user's own in the
 * file model-prices.tsv of the data folder.
 *
 * <p>Safe for any number of threads.
 */
public final class ModelPrices {
  private static final Logger LOG = LoggerFactory.getLogger(ModelPrices.class);

  private final Path file;
  private volatile Read read;

  private ModelPrices(Path file) {
    this.file = file;
    this.read = read(file);
  }

  private record Read(PriceTable table, List<String> warnings) {}

  /**
   * All that is known.
   *
   * @param file the user's, which need not be there
   * @param warnings what is wrong with it
   * @param prices by provider and model
   */
  public record Known(String file, List<String> warnings, List<ModelPrice> prices) {}

  /** Reads the user's file now, and logs what is wrong with it as warnings. */
  public static ModelPrices in(Path dataFolder) {
    return new ModelPrices(dataFolder.toAbsolutePath().resolve(OwnPrices.FILE_NAME));
  }

  /** Estimates by the prices of the moment that it is asked in. */
  public CostCalculator calculator() {
    return new CostCalculator(() -> read.table);
  }

  Known known() {
    Read now = read;
    List<ModelPrice> prices = new ArrayList<>();
    now.table
        .all()
        .forEach(
            (key, row) ->
                prices.add(ModelPrice.of(key, row, now.table.isOwn(key), now.table.isListed(key))));
    prices.sort(Comparator.comparing(ModelPrice::provider).thenComparing(ModelPrice::model));
    return new Known(file.toString(), now.warnings, prices);
  }

  /** Writes a price into the user's file. It counts from the next span on. */
  synchronized void put(PriceDraft.Write price) {
    new OwnPriceFile(file).put(price);
    read = read(file);
  }

  /** Takes a price out of the user's file; false if it is not there. */
  synchronized boolean remove(String provider, String model) {
    boolean wasThere =
        new OwnPriceFile(file).remove(PriceTable.key(PriceTable.provider(provider), model));
    read = read(file);
    return wasThere;
  }

  private static Read read(Path file) {
    List<String> warnings = new ArrayList<>();
    PriceTable table = PriceTable.bundledBelow(OwnPrices.in(file, warnings::add));
    warnings.forEach(LOG::warn);
    return new Read(table, List.copyOf(warnings));
  }
}
