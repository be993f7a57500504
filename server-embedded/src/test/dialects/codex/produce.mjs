// Codex as a script calls it, with its traces on. Of what is said there are only lengths on the spans.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const receiver = process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
const DOT = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

mkdirSync(join(homedir(), '.codex'));
writeFileSync(join(homedir(), '.codex', 'config.toml'), `
model = "gpt-5"
model_provider = "local"
approval_policy = "never"
sandbox_mode = "danger-full-access"
check_for_update_on_startup = false

[model_providers.local]
name = "Local"
base_url = "${process.env.OPENAI_BASE_URL}"
env_key = "OPENAI_API_KEY"
wire_api = "responses"
request_max_retries = 0
stream_max_retries = 0

[otel]
environment = "test"
log_user_prompt = true
exporter = "none"
metrics_exporter = "none"
trace_exporter = { otlp-http = { endpoint = "${receiver}/v1/traces", protocol = "binary" } }

[analytics]
enabled = false
`);
writeFileSync('dot.png', Buffer.from(DOT, 'base64'));

async function scenario(name, prompt, { options = [], command = [], failing = false, surroundings = {} } = {}) {
  if (process.env.RECEIVER_URL) {
    await fetch(`${process.env.RECEIVER_URL}/scenario/${name}`, { method: 'POST' });
  }
  const run = spawnSync('codex', ['exec', '--skip-git-repo-check', ...options, ...command, '-'], {
    input: prompt,
    encoding: 'utf8',
    env: { ...process.env, ...surroundings },
  });
  console.log(`${name}: ${run.status} ${run.stdout.trim()}`);
  if ((run.status !== 0) !== failing) {
    throw new Error(`${name} ended with ${run.status}: ${run.stderr}`);
  }
}

await scenario('plain', 'What is the capital of France, without tools?');
await scenario('resumed', 'What is the capital of Italy, without tools?', { command: ['resume', '--last'] });
await scenario('tool', 'exec_command with {"cmd": "echo hello"}');
await scenario('broken_tool', 'exec_command with {"cmd": "exit 3"}');
// When Codex fails it does not wait for what it has not sent yet; between two tries there is time for it.
await scenario('refused', 'Fail with status 500, please.', {
  failing: true,
  options: ['-c', 'model_providers.local.stream_max_retries=2'],
  surroundings: { OTEL_BSP_SCHEDULE_DELAY: '20' },
});
await scenario('picture', 'What is this, without tools?', { options: ['-i', 'dot.png'] });
