package dev.opikdesktop.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends requests over several connections at once, each taking the next one when it is free. */
final class Parallel {
  private Parallel() {}

  /**
   * Sends all of them.
   *
   * @return seconds from the first to the last answer
   */
  static double send(int port, int connections, List<Request> requests) {
    AtomicInteger next = new AtomicInteger();
    List<Wire> wires = new ArrayList<>();
    for (int connection = 0; connection < connections; connection++) {
      wires.add(Wire.to(port));
    }
    try (var threads = Executors.newFixedThreadPool(connections)) {
      long start = System.nanoTime();
      List<Future<?>> senders = new ArrayList<>();
      for (Wire wire : wires) {
        senders.add(
            threads.submit(
                () -> {
                  for (int one = next.getAndIncrement();
                      one < requests.size();
                      one = next.getAndIncrement()) {
                    wire.send(requests.get(one));
                  }
                }));
      }
      for (Future<?> sender : senders) {
        sender.get();
      }
      return (System.nanoTime() - start) / 1e9;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      wires.forEach(Wire::close);
    }
  }
}
