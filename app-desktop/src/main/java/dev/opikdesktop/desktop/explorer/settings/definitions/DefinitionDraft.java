package dev.opikdesktop.desktop.explorer.settings.definitions;

import dev.opikdesktop.desktop.client.FeedbackDefinition;
import dev.opikdesktop.desktop.client.ScoreDefinition;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * A definition as somebody writes it, which need not be right yet. What was written for one type is
 * still there after a look at another.
 */
final class DefinitionDraft {
  /** What is scored with. */
  enum Type {
    NUMERICAL("Number"),
    CATEGORICAL("Categories"),
    BOOLEAN("Yes or no");

    private final String label;

    Type(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    static Type of(ScoreDefinition score) {
      return switch (score) {
        case ScoreDefinition.Numerical number -> NUMERICAL;
        case ScoreDefinition.Categorical words -> CATEGORICAL;
        case ScoreDefinition.YesNo yesNo -> BOOLEAN;
      };
    }
  }

  /** A word and the number that it stands for, as they are written. */
  record Category(StringProperty word, StringProperty value) {
    Category(String word, String value) {
      this(new SimpleStringProperty(word), new SimpleStringProperty(value));
    }
  }

  /**
   * What is wrong.
   *
   * @param at the property that is
   */
  record Fault(StringProperty at, String text) {}

  private final String id;
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty description = new SimpleStringProperty("");
  private final ObjectProperty<Type> type = new SimpleObjectProperty<>(Type.NUMERICAL);
  private final StringProperty least = new SimpleStringProperty("0");
  private final StringProperty most = new SimpleStringProperty("1");
  private final StringProperty yes = new SimpleStringProperty("Yes");
  private final StringProperty no = new SimpleStringProperty("No");
  private final ObservableList<Category> categories = FXCollections.observableArrayList();

  private DefinitionDraft(String id) {
    this.id = id;
  }

  static DefinitionDraft fresh() {
    DefinitionDraft draft = new DefinitionDraft("");
    draft.categories.setAll(new Category("", "0"), new Category("", "1"));
    return draft;
  }

  static DefinitionDraft of(FeedbackDefinition definition) {
    return filled(definition.id(), definition.name(), definition);
  }

  /** A new one that is like another. */
  static DefinitionDraft copyOf(FeedbackDefinition definition) {
    return filled("", definition.name() + " (copy)", definition);
  }

  private static DefinitionDraft filled(String id, String name, FeedbackDefinition definition) {
    DefinitionDraft draft = new DefinitionDraft(id);
    draft.name.set(name);
    draft.description.set(definition.description());
    draft.type.set(Type.of(definition.score()));
    draft.categories.setAll(new Category("", "0"), new Category("", "1"));
    switch (definition.score()) {
      case ScoreDefinition.Numerical number -> {
        draft.least.set(text(number.least()));
        draft.most.set(text(number.most()));
      }
      case ScoreDefinition.Categorical words -> {
        draft.categories.clear();
        words.values().forEach((word, value) -> draft.addCategory(word, text(value)));
      }
      case ScoreDefinition.YesNo yesNo -> {
        draft.yes.set(yesNo.yes());
        draft.no.set(yesNo.no());
      }
    }
    return draft;
  }

  boolean isNew() {
    return id.isEmpty();
  }

  StringProperty name() {
    return name;
  }

  StringProperty description() {
    return description;
  }

  ObjectProperty<Type> type() {
    return type;
  }

  StringProperty least() {
    return least;
  }

  StringProperty most() {
    return most;
  }

  StringProperty yes() {
    return yes;
  }

  StringProperty no() {
    return no;
  }

  ObservableList<Category> categories() {
    return categories;
  }

  void addCategory(String word, String value) {
    categories.add(new Category(word, value));
  }

  /** Adds an empty one, with the next whole number. */
  void addCategory() {
    addCategory("", Integer.toString(categories.size()));
  }

  /** The first thing that is wrong, or null. */
  @Nullable Fault fault() {
    if (name.get().isBlank()) {
      return new Fault(name, "A definition needs a name");
    }
    return switch (type.get()) {
      case NUMERICAL -> faultOfNumber();
      case CATEGORICAL -> faultOfCategories();
      case BOOLEAN -> faultOfLabels();
    };
  }

  /** What was written; only when {@link #fault} finds nothing. */
  FeedbackDefinition definition() {
    String called = name.get().strip();
    ScoreDefinition score =
        switch (type.get()) {
          case NUMERICAL ->
              new ScoreDefinition.Numerical(called, number(least.get()), number(most.get()));
          case CATEGORICAL -> {
            Map<String, Double> values = new LinkedHashMap<>();
            for (Category category : categories) {
              values.put(category.word().get().strip(), number(category.value().get()));
            }
            yield new ScoreDefinition.Categorical(called, values);
          }
          case BOOLEAN -> new ScoreDefinition.YesNo(called, yes.get().strip(), no.get().strip());
        };
    return new FeedbackDefinition(id, description.get().strip(), score);
  }

  private @Nullable Fault faultOfNumber() {
    double from = number(least.get());
    double to = number(most.get());
    if (Double.isNaN(from)) {
      return new Fault(least, "The least value is a number, such as 0");
    }
    if (Double.isNaN(to)) {
      return new Fault(most, "The greatest value is a number, such as 1");
    }
    return from < to ? null : new Fault(most, "The greatest value is above the least one");
  }

  private @Nullable Fault faultOfCategories() {
    if (categories.size() < 2) {
      return new Fault(name, "There are two categories at least");
    }
    Set<String> words = new HashSet<>();
    for (Category category : categories) {
      String word = category.word().get().strip();
      if (word.isEmpty()) {
        return new Fault(category.word(), "A category needs a word");
      }
      if (!words.add(word)) {
        return new Fault(category.word(), "There is another category '" + word + "'");
      }
      if (Double.isNaN(number(category.value().get()))) {
        return new Fault(category.value(), "The value of '" + word + "' is a number, such as 1");
      }
    }
    return null;
  }

  private @Nullable Fault faultOfLabels() {
    if (yes.get().isBlank()) {
      return new Fault(yes, "What stands for 1 needs a word");
    }
    return no.get().isBlank() ? new Fault(no, "What stands for 0 needs a word") : null;
  }

  /** Not a number where the text is none. */
  private static double number(String text) {
    try {
      double number = Double.parseDouble(text.strip().replace(',', '.'));
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  static String text(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
