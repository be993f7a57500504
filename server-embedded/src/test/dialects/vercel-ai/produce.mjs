// Calls of Vercel's AI SDK as it traces them itself: version 6 with attributes of its own (ai.*), version 7 with those
// of the GenAI conventions, or with the former where the program asks for them.
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAI as createOpenAI6 } from '@ai-sdk/openai-6';
import { LegacyOpenTelemetry, OpenTelemetry } from '@ai-sdk/otel';
import { trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import * as ai7 from 'ai';
import * as ai6 from 'ai-6';
import { z } from 'zod';

const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] });
provider.register();

const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

async function scenario(name, run, expected) {
  if (process.env.RECEIVER_URL) {
    await fetch(`${process.env.RECEIVER_URL}/scenario/${name}`, { method: 'POST' });
  }
  try {
    await run();
  } catch (failure) {
    if (!expected) {
      throw failure;
    }
    console.log(`${name}: ${failure.name} as expected`);
  }
  await provider.forceFlush();
}

/** All scenarios with one version of the SDK. */
async function calls(prefix, ai, openai, telemetry) {
  const model = openai('gpt-4o');
  const chat = openai.chat('gpt-4o');
  const call = { system: 'Answer in one sentence.', maxRetries: 0 };
  await scenario(prefix + 'plain', () =>
    ai.generateText({ ...call, model, temperature: 0.2, prompt: 'What is the capital of France?', ...telemetry }));
  await scenario(prefix + 'streamed', async () => {
    const stream = ai.streamText({ ...call, model, prompt: 'What is the capital of Italy?', ...telemetry });
    await stream.consumeStream();
  });
  await scenario(prefix + 'tool', () =>
    trace.getTracer('shop').startActiveSpan('forecast', async span => {
      await ai.generateText({
        ...call,
        model: chat,
        messages: [{ role: 'user', content: 'How is the weather?' }],
        tools: {
          get_weather: ai.tool({
            description: 'The weather of a city',
            inputSchema: z.object({ city: z.string() }),
            execute: async ({ city }) => ({ city, sky: 'clear' }),
          }),
        },
        stopWhen: ai.stepCountIs(3),
        ...telemetry,
      });
      span.end();
    }));
  await scenario(prefix + 'broken_tool', () =>
    ai.generateText({
      ...call,
      model,
      prompt: 'How is the weather?',
      tools: {
        get_weather: ai.tool({
          description: 'The weather of a city',
          inputSchema: z.object({ city: z.string() }),
          execute: async () => {
            throw new Error('The station is closed.');
          },
        }),
      },
      ...telemetry,
    }));
  await scenario(prefix + 'object', () =>
    ai.generateObject({
      ...call,
      model: chat,
      schema: z.object({ city: z.string(), people: z.number() }),
      prompt: 'The capital of France in JSON, please',
      ...telemetry,
    }));
  await scenario(prefix + 'embedding', () =>
    ai.embed({ model: openai.embedding('text-embedding-3-small'), value: 'A short text', ...telemetry }));
  await scenario(prefix + 'refused', () =>
    ai.generateText({ ...call, model, prompt: 'Fail with status 429, please.', ...telemetry }), true);
  await scenario(prefix + 'refused_stream', async () => {
    const stream = ai.streamText({
      ...call, model, prompt: 'Fail with status 500, please.', onError: () => {}, ...telemetry });
    await stream.consumeStream();
  });
  await scenario(prefix + 'picture', () =>
    ai.generateText({
      ...call,
      model: chat,
      messages: [{
        role: 'user',
        content: [{ type: 'text', text: 'What is this?' }, { type: 'image', image: DOT, mediaType: 'image/png' }],
      }],
      ...telemetry,
    }));
}

await calls('', ai6, createOpenAI6(), {
  experimental_telemetry: {
    isEnabled: true,
    functionId: 'concierge',
    metadata: { sessionId: 'session-7', userId: 'user-1', tags: ['travel', 'beta'], plan: 'free' },
  },
});

const context = { sessionId: 'session-7', userId: 'user-1', tags: ['travel', 'beta'], plan: 'free' };
const seven = integration => ({
  runtimeContext: context,
  telemetry: {
    functionId: 'concierge',
    includeRuntimeContext: { sessionId: true, userId: true, tags: true, plan: true },
    integrations: [integration],
  },
});
await calls('v7_', ai7, createOpenAI(), seven(new OpenTelemetry({ runtimeContext: true, usage: true, embedding: true })));
await calls('v7_legacy_', ai7, createOpenAI(), seven(new LegacyOpenTelemetry()));
await provider.shutdown();
