// Claude Code as a script calls it, with the traces of its beta: what is asked, answered and done is on the spans only
// with detailed tracing.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The package's own command is put in place by a script of the installation, which not every npm runs.
const CLAUDE = join(
  dirname(fileURLToPath(import.meta.url)), 'node_modules/@anthropic-ai/claude-code-linux-x64/claude');
const SESSION = '11111111-2222-4333-8444-555555555555';
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

const settings = {
  CLAUDE_CODE_ENABLE_TELEMETRY: '1',
  CLAUDE_CODE_ENHANCED_TELEMETRY_BETA: '1',
  OTEL_TRACES_EXPORTER: 'otlp',
  OTEL_LOG_USER_PROMPTS: '1',
  OTEL_LOG_TOOL_DETAILS: '1',
  OTEL_LOG_TOOL_CONTENT: '1',
};
const detailed = {
  ENABLE_BETA_TRACING_DETAILED: '1',
  BETA_TRACING_ENDPOINT: process.env.OTEL_EXPORTER_OTLP_ENDPOINT,
};

async function scenario(name, ...runs) {
  if (process.env.RECEIVER_URL) {
    await fetch(`${process.env.RECEIVER_URL}/scenario/${name}`, { method: 'POST' });
  }
  for (const { options = [], input, failing, details = detailed } of runs) {
    const { OTEL_SERVICE_NAME, ...surroundings } = process.env;
    const run = spawnSync(CLAUDE, [
      '-p', '--model', 'claude-sonnet-4-6', '--system-prompt', 'Answer in one sentence.',
      '--tools', 'Read', '--allowedTools', 'Read', ...options,
    ], {
      input,
      encoding: 'utf8',
      env: {
        ...surroundings,
        ...settings,
        ...details,
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        CLAUDE_CODE_MAX_RETRIES: '0',
        CLAUDE_CODE_DISABLE_AUTO_MEMORY: '1',
        TMPDIR: process.cwd(),
      },
    });
    console.log(`${name}: ${run.status} ${run.stdout.trim()} ${run.stderr.trim()}`);
    if ((run.status !== 0) !== Boolean(failing)) {
      throw new Error(`${name} ended with ${run.status}`);
    }
  }
}

writeFileSync('notes.txt', 'Milk and bread.\n');
const ask = (prompt, more = {}) => ({ ...more, input: prompt });
const picture = {
  type: 'user',
  message: {
    role: 'user',
    content: [
      { type: 'text', text: 'What is this, without tools?' },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: DOT } },
    ],
  },
};

await scenario('plain', ask('What is the capital of France, without tools?'));
await scenario('short', ask('What is the capital of France, without tools?', { details: {} }));
await scenario('thread',
  ask('What is the capital of France, without tools?', { options: ['--session-id', SESSION] }),
  ask('What is the capital of Italy, without tools?', { options: ['--resume', SESSION] }));
await scenario('tool', ask(`Read with {"file_path": "${process.cwd()}/notes.txt"}`));
await scenario('short_tool', ask(`Read with {"file_path": "${process.cwd()}/notes.txt"}`, { details: {} }));
await scenario('broken_tool', ask(`Read with {"file_path": "${process.cwd()}/none.txt"}`));
await scenario('refused', ask('Fail with status 400, please.', { failing: true }));
await scenario('picture', {
  input: JSON.stringify(picture) + '\n',
  options: ['--input-format', 'stream-json', '--output-format', 'stream-json', '--verbose'],
});
