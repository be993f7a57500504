// The npm package and files: it asks where to send them, sends them there in one piece, and says that it has.
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , reportFile, packages] = process.argv;
const require = createRequire(pathToFileURL(packages + "/"));
const { Opik } = require("opik");

const PART = 5 * 1024 * 1024;
const projectName = "typescript attachments";
const path = Buffer.from(process.env.OPIK_URL_OVERRIDE).toString("base64url");
const client = new Opik({ projectName });
const { attachments, projects } = client.api;

const trace = client.trace({ name: "with files" });
const span = trace.span({ name: "with notes", type: "general" });
span.end();
trace.end();
await client.flush();
const { id: projectId } = await projects.retrieveProject({ name: projectName });

async function upload(entityType, entityId, fileName, mimeType, bytes) {
  const file = { fileName, projectName, entityType, entityId, mimeType };
  const numOfFileParts = Math.max(1, Math.ceil(bytes.length / PART));
  const started = await attachments.startMultiPartUpload({ ...file, numOfFileParts, path });
  const statuses = [];
  for (const url of started.preSignUrls) {
    const answer = await fetch(url, { method: "PUT", body: bytes });
    statuses.push(answer.status);
  }
  await attachments.completeMultiPartUpload({
    ...file,
    fileSize: bytes.length,
    uploadId: started.uploadId,
    uploadedFileParts: [],
  });
  return { uploadId: started.uploadId, statuses };
}

async function bytes(stream) {
  const chunks = [];
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

async function seen(entityType, entityId, expected) {
  const page = await attachments.attachmentList({ projectId, entityType, entityId, path });
  return Promise.all(
    page.content.map(async (file) => {
      const { fileName, mimeType } = file;
      const download = { containerId: projectId, entityType, entityId, fileName, mimeType };
      const content = await bytes(await attachments.downloadAttachment(download));
      return { ...file, isEqual: content.equals(expected[fileName]) };
    }),
  );
}

const film = randomBytes(20_000_000);
const notes = Buffer.from("Grüße");
const settings = { degrees: 0.5, city: "Köln" };
const uploads = [
  await upload("trace", trace.data.id, "ein film.mp4", "video/mp4", film),
  await upload("span", span.data.id, "notes.txt", "text/plain", notes),
];
// What the generated client takes for the body of an upload: JSON.
await attachments.uploadAttachment({
  fileName: "settings.json",
  projectName,
  mimeType: "application/json",
  entityType: "span",
  entityId: span.data.id,
  body: settings,
});

const report = {
  uploads,
  url: process.env.OPIK_URL_OVERRIDE,
  trace: await seen("trace", trace.data.id, { "ein film.mp4": film }),
  span: await seen("span", span.data.id, {
    "notes.txt": notes,
    "settings.json": Buffer.from(JSON.stringify(settings)),
  }),
};
writeFileSync(reportFile, JSON.stringify(report));
