package dev.opikdesktop.server.observation;

import io.prometheus.metrics.model.snapshots.Labels;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Java process, under the names that dashboards for Prometheus know. */
final class ProcessMeasures {
  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;

  private ProcessMeasures() {}

  static void describe(Families families) {
    memory(families);
    List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    families.counter(
        "jvm_gc_collections",
        "Garbage collections",
        collectors,
        gc -> Labels.of("gc", gc.getName()),
        gc -> Math.max(0, gc.getCollectionCount()));
    families.counter(
        "jvm_gc_collection_seconds",
        "Time spent in them",
        collectors,
        gc -> Labels.of("gc", gc.getName()),
        gc -> Math.max(0, gc.getCollectionTime()) / MILLIS);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    families.gauge(
        "jvm_threads_current",
        "Platform threads; virtual ones do not count",
        threads.getThreadCount());
    families.gauge(
        "jvm_threads_daemon", "Those that do not keep it alive", threads.getDaemonThreadCount());
    families.gauge("jvm_threads_peak", "The most there were", threads.getPeakThreadCount());
    families.gauge(
        "process_start_time_seconds",
        "When it started, since 1970",
        ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS);
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      families.counter(
          "process_cpu_seconds", "Processor time", Math.max(0, system.getProcessCpuTime()) / NANOS);
    }
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.UnixOperatingSystemMXBean unix) {
      families.gauge(
          "process_open_fds", "Open files and sockets", unix.getOpenFileDescriptorCount());
    }
  }

  private static void memory(Families families) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    Set<Map.Entry<String, MemoryUsage>> areas =
        Map.of("heap", memory.getHeapMemoryUsage(), "nonheap", memory.getNonHeapMemoryUsage())
            .entrySet();
    families.gauge(
        "jvm_memory_used_bytes",
        "Memory in use",
        areas,
        area -> Labels.of("area", area.getKey()),
        area -> area.getValue().getUsed());
    families.gauge(
        "jvm_memory_committed_bytes",
        "Memory taken from the system",
        areas,
        area -> Labels.of("area", area.getKey()),
        area -> area.getValue().getCommitted());
    families.gauge(
        "jvm_memory_max_bytes",
        "The most there may be; -1 without a limit",
        areas,
        area -> Labels.of("area", area.getKey()),
        area -> area.getValue().getMax());
  }
}
