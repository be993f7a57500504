// The npm package: a trace with nested spans, once in one go and once with updates after the first flush.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , reportFile, packages] = process.argv;
const require = createRequire(pathToFileURL(packages + "/"));
const { Opik } = require("opik");

const projectName = "typescript";
const client = new Opik({ projectName });
const start = new Date("2026-03-04T05:06:07.123Z");
const after = (milliseconds) => new Date(start.getTime() + milliseconds);

function log(name) {
  const trace = client.trace({
    name,
    startTime: start,
    input: { question: "What is the capital of France?" },
    metadata: { customer: 17 },
    tags: ["production"],
    threadId: "thread-3",
  });
  const chain = trace.span({ name: "chain", type: "general", startTime: after(1), input: { step: 1 } });
  const llm = chain.span({
    name: "completion",
    type: "llm",
    startTime: after(2),
    input: { messages: [{ role: "user", content: "Hauptstadt? 🗼" }] },
    model: "gpt-4o",
    provider: "openai",
    metadata: { seed: 7 },
    tags: ["llm"],
  });
  return { trace, chain, llm };
}

function end({ trace, chain, llm }) {
  llm.update({
    output: { content: "Paris" },
    usage: { prompt_tokens: 2000, completion_tokens: 100, total_tokens: 2100 },
    endTime: after(1502),
  });
  chain.update({
    endTime: after(1600),
    errorInfo: { exceptionType: "TimeoutError", message: "too late", traceback: "line 1\nline 2" },
  });
  trace.update({ output: { answer: "Paris" }, endTime: after(1700) });
}

async function stored({ trace, chain, llm }) {
  const traceId = trace.data.id;
  const listed = await client.api.traces.getTracesByProject({ projectName, size: 100 });
  const spans = await client.api.spans.getSpansByProject({ projectName, traceId, size: 100 });
  return {
    ids: { trace: traceId, chain: chain.data.id, llm: llm.data.id },
    trace: await client.api.traces.getTraceById(traceId),
    listed_trace: listed.content.find((one) => one.id === traceId),
    spans: {
      chain: await client.api.spans.getSpanById(chain.data.id),
      completion: await client.api.spans.getSpanById(llm.data.id),
    },
    listed_spans: Object.fromEntries(spans.content.map((span) => [span.name, span])),
  };
}

const atOnce = log("at once");
end(atOnce);
await client.flush();

const inTwoSteps = log("in two steps");
await client.flush();
end(inTwoSteps);
await client.flush();

writeFileSync(reportFile, JSON.stringify({ atOnce: await stored(atOnce), inTwoSteps: await stored(inTwoSteps) }));
