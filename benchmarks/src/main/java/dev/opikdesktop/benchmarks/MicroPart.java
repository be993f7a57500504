package dev.opikdesktop.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Parts of the application alone, by JMH. */
final class MicroPart {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private MicroPart() {}

  static void run(Options options, Report report) {
    report.section("Parts alone (JMH)");
    Collection<RunResult> results;
    try {
      results =
          new Runner(
                  new OptionsBuilder()
                      .include("dev.opikdesktop.benchmarks.micro")
                      .mode(Mode.AverageTime)
                      .timeUnit(TimeUnit.MICROSECONDS)
                      .forks(1)
                      .jvmArgs("-Xmx512m", "-XX:+UseSerialGC")
                      .warmupIterations(5)
                      .warmupTime(TimeValue.seconds(1))
                      .measurementIterations(options.quick() ? 5 : 8)
                      .measurementTime(TimeValue.seconds(1))
                      .addProfiler(GCProfiler.class)
                      .verbosity(VerboseMode.SILENT)
                      .shouldFailOnError(true)
                      .build())
              .run();
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
    Report.Table table = report.table("part", "microseconds", "±", "allocated");
    for (RunResult result : results) {
      Result<?> time = result.getPrimaryResult();
      Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
      String name = result.getParams().getBenchmark();
      table.row(
          name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
          String.format(Locale.ROOT, "%,.1f", time.getScore()),
          String.format(Locale.ROOT, "%,.1f", time.getScoreError()),
          allocated == null ? "" : Report.thousands(allocated.getScore() / 1024) + " KB");
    }
    table.end();
  }
}
