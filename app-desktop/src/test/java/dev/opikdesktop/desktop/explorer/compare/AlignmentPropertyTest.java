package dev.opikdesktop.desktop.explorer.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.explorer.trace.SpanTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any two trees. */
class AlignmentPropertyTest {
  /**
   * A tree's shape.
   *
   * @param parents of each span its parent's index, or -1
   */
  record Shape(List<Integer> parents, List<String> names) {
    SpanTree tree(String prefix) {
      int[] places = parents.stream().mapToInt(Integer::intValue).toArray();
      return DrawnTree.of(prefix, places, names.toArray(String[]::new));
    }
  }

  @Property(tries = 300)
  void aTreeDoesNotDifferFromItself(@ForAll("shapes") Shape shape) {
    Alignment alignment = Alignment.of(shape.tree("l"), shape.tree("r"));

    for (int row = 0; row < alignment.size(); row++) {
      assertThat(alignment.leftPlace(row)).isEqualTo(row).isEqualTo(alignment.rightPlace(row));
    }
    assertThat(Differences.of(alignment).count()).isZero();
  }

  @Property(tries = 600)
  void everyNodeIsThereOnceInTheOrderOfItsTree(
      @ForAll("shapes") Shape one, @ForAll("shapes") Shape other) {
    Alignment alignment = Alignment.of(one.tree("l"), other.tree("r"));

    List<Integer> lefts = new ArrayList<>();
    List<Integer> rights = new ArrayList<>();
    for (int row = 0; row < alignment.size(); row++) {
      int left = alignment.leftPlace(row);
      int right = alignment.rightPlace(row);
      assertThat(left >= 0 || right >= 0).isTrue();
      if (left >= 0) {
        lefts.add(left);
      }
      if (right >= 0) {
        rights.add(right);
      }
    }
    assertThat(lefts).hasSize(alignment.left().size()).isSorted().doesNotHaveDuplicates();
    assertThat(rights).hasSize(alignment.right().size()).isSorted().doesNotHaveDuplicates();
  }

  @Property(tries = 600)
  void pairsHaveTheirParentsInOneRow(@ForAll("shapes") Shape one, @ForAll("shapes") Shape other) {
    Alignment alignment = Alignment.of(one.tree("l"), other.tree("r"));

    for (int row = 1; row < alignment.size(); row++) {
      int parent = alignment.parent(row);
      if (alignment.leftPlace(row) >= 0) {
        assertThat(alignment.leftPlace(parent))
            .isEqualTo(alignment.left().parentOf(alignment.leftPlace(row)));
      }
      if (alignment.rightPlace(row) >= 0) {
        assertThat(alignment.rightPlace(parent))
            .isEqualTo(alignment.right().parentOf(alignment.rightPlace(row)));
      }
      assertThat(alignment.end(parent)).isGreaterThan(row);
    }
  }

  @Property(tries = 600)
  void theOtherWayRoundTheSameArePaired(
      @ForAll("shapes") Shape one, @ForAll("shapes") Shape other) {
    Alignment there = Alignment.of(one.tree("l"), other.tree("r"));
    Alignment back = Alignment.of(other.tree("l"), one.tree("r"));

    assertThat(pairs(back, true)).isEqualTo(pairs(there, false));
  }

  private static Set<List<Integer>> pairs(Alignment alignment, boolean turned) {
    Set<List<Integer>> pairs = new HashSet<>();
    for (int row = 0; row < alignment.size(); row++) {
      int left = alignment.leftPlace(row);
      int right = alignment.rightPlace(row);
      pairs.add(turned ? List.of(right, left) : List.of(left, right));
    }
    return pairs;
  }

  @Provide
  Arbitrary<Shape> shapes() {
    Arbitrary<String> names =
        Arbitraries.of("a", "b", "step 1", "step 2", "llm:x", "llm:y", "tool:t");
    return Arbitraries.integers()
        .between(0, 40)
        .flatMap(
            size ->
                Combinators.combine(
                        Arbitraries.integers().between(0, 1_000).list().ofSize(size),
                        names.list().ofSize(size))
                    .as(AlignmentPropertyTest::shape));
  }

  private static Shape shape(List<Integer> choices, List<String> names) {
    List<Integer> parents = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      parents.add(choices.get(i) % (i + 1) - 1);
    }
    return new Shape(parents, names);
  }
}
