package dev.opikdesktop.storage.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opikdesktop.storage.StorageException;
import dev.opikdesktop.storage.StorageException.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every relational store must do. A subclass says how to open one. */
public abstract class RelationalContract {
  protected Relational relational;

  /** Opens the store; the next call finds what was stored through this one. */
  protected abstract Relational open() throws Exception;

  /** A workspace that no other test uses. */
  private final UUID workspace = UUID.randomUUID();

  @BeforeEach
  void openStore() throws Exception {
    relational = open();
  }

  @AfterEach
  void closeStore() {
    relational.close();
  }

  @Test
  void theFeedbackDefinitionOfUsersIsThereFromTheStart() {
    String details =
        relational.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT details FROM feedback_definitions WHERE name = 'user FEEDBACK'")
                    .mapTo(String.class)
                    .one());

    assertThat(details).isEqualTo("{\"categories\":{\"👍\":1,\"👎\":0}}");
  }

  @Test
  void anOpenStoreIsReady() {
    assertThat(relational.isReady()).isTrue();
  }

  @Test
  void whatWasCommittedIsThereAfterReopening() throws Exception {
    UUID id = insertProject("kept");
    relational.close();
    relational = open();
    assertThat(projectIds("kept")).containsExactly(id);
  }

  @Test
  void aProjectIsFoundByItsNameWithoutRegardToCase() {
    UUID id = insertProject("My Project");
    assertThat(projectIds("my pROJECT")).containsExactly(id);
  }

  @Test
  void letterCaseOfOtherAlphabetsIsDisregardedToo() {
    UUID id = insertProject("Проект ÄÖÜ");
    assertThat(projectIds("ПРОЕКТ äöü")).containsExactly(id);
  }

  @Test
  void aNameKeepsTheCaseInWhichItWasWritten() {
    UUID id = insertProject("My Project");
    String name =
        relational.withHandle(
            handle ->
                handle
                    .createQuery("SELECT name FROM projects WHERE id = :id")
                    .bind("id", id)
                    .mapTo(String.class)
                    .one());
    assertThat(name).isEqualTo("My Project");
  }

  @Test
  void aSecondNameThatDiffersOnlyInCaseIsADuplicate() {
    insertProject("Demo");
    assertThatThrownBy(() -> insertProject("dEMO"))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DUPLICATE));
  }

  @Test
  void aDuplicateIdIsADuplicate() {
    UUID id = insertProject("first");
    assertThatThrownBy(() -> relational.useHandle(handle -> insert(handle, id, "second")))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DUPLICATE));
  }

  @Test
  void namesThatDifferInAnEmojiAreTwoNames() {
    insertProject("dog 🐶");
    insertProject("dog 🐱");
    assertThat(projectIds("dog 🐱")).hasSize(1);
  }

  @Test
  void likeFindsPartsOfNamesWithoutRegardToCase() {
    UUID id = insertProject("Checkout Agent");
    List<UUID> found =
        relational.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT id
                        FROM projects
                        WHERE workspace_id = :workspace
                          AND name LIKE CONCAT('%', :part, '%')
                        """)
                    .bind("workspace", workspace)
                    .bind("part", "OUT age")
                    .mapTo(UUID.class)
                    .list());
    assertThat(found).containsExactly(id);
  }

  @Test
  void aTimeComesBackToTheMicrosecond() {
    UUID id = UUID.randomUUID();
    Instant time = Instant.parse("2026-03-29T01:30:00.123456789Z");
    relational.useHandle(handle -> insert(handle, id, "time", time));
    Instant back =
        relational.withHandle(
            handle ->
                handle
                    .createQuery("SELECT created_at FROM projects WHERE id = :id")
                    .bind("id", id)
                    .mapTo(Instant.class)
                    .one());
    assertThat(back).isEqualTo(Instant.parse("2026-03-29T01:30:00.123456Z"));
  }

  @Test
  void idsOfVersion7SortByTime() {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      UUID id = new UUID(((long) (i * 7919) << 16) | 0x7000L, 0x8000000000000000L | -i);
      ids.add(id);
      relational.useHandle(handle -> insert(handle, id, "p" + id));
    }
    List<UUID> newestFirst =
        relational.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT id FROM projects WHERE workspace_id = :workspace ORDER BY id DESC")
                    .bind("workspace", workspace)
                    .mapTo(UUID.class)
                    .list());
    assertThat(newestFirst).isEqualTo(ids.reversed());
    ids.forEach(
        id ->
            relational.useHandle(
                handle -> handle.execute("DELETE FROM projects WHERE id = ?", id)));
  }

  @Test
  void aTransactionThatThrowsLeavesNothingBehind() {
    assertThatThrownBy(
            () ->
                relational.useTransaction(
                    handle -> {
                      insert(handle, UUID.randomUUID(), "half");
                      throw new IllegalArgumentException("on purpose");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("on purpose");
    assertThat(projectIds("half")).isEmpty();
  }

  @Test
  void aRowIsInvisibleToOthersUntilItsTransactionCommits() {
    relational.useTransaction(
        handle -> {
          insert(handle, UUID.randomUUID(), "pending");
          assertThat(inAnotherThread(() -> projectIds("pending"))).isEmpty();
        });
    assertThat(projectIds("pending")).hasSize(1);
  }

  @Test
  void aValueThatIsTooLongIsInvalid() {
    assertThatThrownBy(() -> insertProject("x".repeat(256)))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
  }

  @Test
  void aStatementWithAMistakeIsInvalid() {
    assertThatThrownBy(() -> relational.useHandle(handle -> handle.execute("SELEC 1")))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
  }

  @Test
  void manyThatCreateOneNameAtTheSameTimeMakeOneRow() throws Exception {
    Set<UUID> seen = ConcurrentHashMap.newKeySet();
    int threads = 16;
    CyclicBarrier together = new CyclicBarrier(threads);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        String name = i % 2 == 0 ? "Wanted" : "wanted";
        all.add(
            executor.submit(
                () -> {
                  together.await();
                  return seen.add(getOrCreate(name));
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(seen).hasSize(1);
    assertThat(projectIds("wanted")).hasSize(1);
  }

  @Test
  void transactionsThatDeadlockAreRunAgainAndBothCommit() throws Exception {
    UUID first = insertProject("first");
    UUID second = insertProject("second");
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> forwards = executor.submit(() -> updateBoth(first, second, bothHoldOne));
      Future<?> backwards = executor.submit(() -> updateBoth(second, first, bothHoldOne));
      forwards.get();
      backwards.get();
    }
    assertThat(description(first)).isEqualTo("xx");
    assertThat(description(second)).isEqualTo("xx");
  }

  private void updateBoth(UUID one, UUID other, CyclicBarrier bothHoldOne) {
    boolean[] waited = {false};
    relational.useTransaction(
        handle -> {
          append(handle, one);
          if (!waited[0]) {
            waited[0] = true;
            try {
              bothHoldOne.await();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }
          append(handle, other);
        });
  }

  private static void append(Handle handle, UUID id) {
    handle.execute(
        "UPDATE projects SET description = CONCAT(COALESCE(description, ''), 'x') WHERE id = ?",
        id);
  }

  private String description(UUID id) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery("SELECT description FROM projects WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one());
  }

  private UUID getOrCreate(String name) {
    List<UUID> found = projectIds(name);
    if (!found.isEmpty()) {
      return found.getFirst();
    }
    try {
      return insertProject(name);
    } catch (StorageException e) {
      assertThat(e.kind()).isEqualTo(Kind.DUPLICATE);
      return projectIds(name).getFirst();
    }
  }

  private UUID insertProject(String name) {
    UUID id = UUID.randomUUID();
    relational.useHandle(handle -> insert(handle, id, name));
    return id;
  }

  private void insert(Handle handle, UUID id, String name) {
    insert(handle, id, name, Instant.now());
  }

  private void insert(Handle handle, UUID id, String name, Instant createdAt) {
    handle
        .createUpdate(
            """
            INSERT INTO projects (id, workspace_id, name, visibility,
                created_at, created_by, last_updated_at, last_updated_by)
            VALUES (:id, :workspace, :name, 'private', :at, 'admin', :at, 'admin')
            """)
        .bind("id", id)
        .bind("workspace", workspace)
        .bind("name", name)
        .bind("at", createdAt)
        .execute();
  }

  private List<UUID> projectIds(String name) {
    return relational.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT id FROM projects WHERE workspace_id = :workspace AND name = :name")
                .bind("workspace", workspace)
                .bind("name", name)
                .mapTo(UUID.class)
                .list());
  }

  private static <T> T inAnotherThread(Callable<T> work) {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      return executor.submit(work).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
