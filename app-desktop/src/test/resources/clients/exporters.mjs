// Sends many spans with OpenTelemetry's exporter: exporters.mjs REPORT grpc|http|proto SPANS PROJECT PACKAGES
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [report, way, count, project, packages] = process.argv.slice(2);
const require = createRequire(packages + "/");
const { OTLPTraceExporter } = require("@opentelemetry/exporter-trace-otlp-" + way);
const { BatchSpanProcessor, TracerProvider } = require("@opentelemetry/sdk-trace");
const { resourceFromAttributes } = require("@opentelemetry/resources");
const { context, trace } = require("@opentelemetry/api");

const exporter = new OTLPTraceExporter();
const provider = new TracerProvider({
  resource: resourceFromAttributes({ "service.name": project }),
  spanProcessors: [new BatchSpanProcessor({ exporter, maxQueueSize: Math.max(2048, count) })],
});
const tracer = provider.getTracer("exporters");
for (let first = 0; first < count; first += 10) {
  const root = tracer.startSpan("root");
  const within = trace.setSpan(context.active(), root);
  for (let number = first + 1; number < first + 10; number++) {
    tracer.startSpan("child", { attributes: { n: number, input: "question" } }, within).end();
  }
  root.end();
}
await provider.forceFlush();
await provider.shutdown();
writeFileSync(report, JSON.stringify({ flushed: true }));
