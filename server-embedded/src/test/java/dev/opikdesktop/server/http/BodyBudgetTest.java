package dev.opikdesktop.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BodyBudgetTest {
  @Test
  void aRequestThatIsAloneMayTakeMoreThanTheBudget() {
    BodyBudget budget = new BodyBudget(100, Duration.ZERO);
    try (BodyBudget.Lease alone = budget.lease()) {
      alone.take(80);
      alone.take(80);
      assertThat(alone.held()).isEqualTo(160);
    }
  }

  @Test
  void aRequestThatFindsNoRoomIsAskedToComeBack() {
    BodyBudget budget = new BodyBudget(100, Duration.ofMillis(10));
    try (BodyBudget.Lease first = budget.lease();
        BodyBudget.Lease second = budget.lease()) {
      first.take(80);
      assertThatExceptionOfType(ApiException.class)
          .isThrownBy(() -> second.take(30))
          .satisfies(busy -> assertThat(busy.status()).isEqualTo(503));
      second.take(20);
    }
  }

  @Test
  void aRequestWaitsForOthersToFinish() throws Exception {
    BodyBudget budget = new BodyBudget(100, Duration.ofSeconds(20));
    BodyBudget.Lease first = budget.lease();
    first.take(100);
    CompletableFuture<Long> second =
        CompletableFuture.supplyAsync(
            () -> {
              try (BodyBudget.Lease lease = budget.lease()) {
                lease.take(60);
                return lease.held();
              }
            });
    assertThat(second.isDone()).isFalse();

    first.close();

    assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(60);
  }

  @Test
  void ofSeveralThatAreTooLargeTogetherOneAfterTheOtherGetsThrough() {
    BodyBudget budget = new BodyBudget(100, Duration.ofSeconds(20));
    List<CompletableFuture<Long>> large = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      large.add(
          CompletableFuture.supplyAsync(
              () -> {
                try (BodyBudget.Lease lease = budget.lease()) {
                  for (int step = 0; step < 9; step++) {
                    lease.take(10);
                    Thread.onSpinWait();
                  }
                  return lease.held();
                }
              }));
    }

    assertThat(large).allSatisfy(each -> assertThat(each.get(10, TimeUnit.SECONDS)).isEqualTo(90));
  }

  @Test
  void whoHoldsAPartGoesOnThoughAnotherHoldsTheRest() {
    BodyBudget budget = new BodyBudget(100, Duration.ZERO);
    try (BodyBudget.Lease first = budget.lease();
        BodyBudget.Lease second = budget.lease()) {
      first.take(50);
      second.take(50);
      second.take(50);
      assertThatExceptionOfType(ApiException.class).isThrownBy(() -> first.take(1));
      assertThat(second.held()).isEqualTo(100);
    }
  }

  @Test
  void whatWasHeldIsFreeAfterTheEnd() {
    BodyBudget budget = new BodyBudget(100, Duration.ZERO);
    for (int i = 0; i < 3; i++) {
      try (BodyBudget.Lease lease = budget.lease()) {
        lease.take(90);
      }
    }
    try (BodyBudget.Lease lease = budget.lease();
        BodyBudget.Lease other = budget.lease()) {
      lease.take(50);
      other.take(50);
      assertThat(lease.held() + other.held()).isEqualTo(100);
    }
  }
}
